using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Structs, maps and lists as JSON, one text a row.</summary>
sealed unsafe class JsonTexts(JsonNode root) : ColumnValues<Slice>
{
    // Text stays as it is but for what JSON must escape: nothing here ends up in a web page.
    static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> _written = new();
    readonly Scratch<Slice> _slices = new();
    readonly Scratch<byte> _texts = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        root.Bind(data, buffers);
        Validity = root.Validity;
    }

    public override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        _written.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_written, s_options);
        for (var i = 0; i < count; i++)
        {
            root.Write(json, first + i);
            json.Flush();
            json.Reset();
            slices[i] = new Slice(null, _written.WrittenCount); // where it ends
        }
        var texts = _texts.Reserve(_written.WrittenCount);
        _written.WrittenSpan.CopyTo(new Span<byte>(texts, _written.WrittenCount));
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var end = slices[i].Length;
            slices[i] = new Slice(texts + start, end - start);
            start = end;
        }
        return slices;
    }
}

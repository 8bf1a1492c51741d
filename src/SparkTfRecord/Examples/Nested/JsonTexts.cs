using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Structs, maps and lists as JSON, one text a row; bad where a text in them is not UTF-8, of which JSON is made.</summary>
sealed unsafe class JsonTexts(JsonNode root) : ColumnValues<Slice>
{
    // Text stays as it is but for what JSON must escape: nothing here ends up in a web page.
    static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> _written = new();
    readonly Scratch<Slice> _slices = new();
    readonly Scratch<byte> _texts = new();
    long _first;

    /// <summary>What nodes write in place of a text that is not UTF-8: neither is it, and so the row is known to be bad.</summary>
    public static ReadOnlySpan<byte> NoText => [0xFF];

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
        _first = first;
        Suspect = !Utf8.IsValid(_written.WrittenSpan);
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

    public override bool IsBad(long index) => !Utf8.IsValid(_slices.Start[index - _first].Span);

    public override BadValue Describe(long index) =>
        new("a text in it is not UTF-8, which JSON cannot hold", null, "correct the text upstream, or make it a binary column, which JSON has in base64");
}

using System.Globalization;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Numbers in the shortest digits that read back the same.</summary>
sealed unsafe class NumberTexts<T> : FormattedValues where T : unmanaged, IUtf8SpanFormattable
{
    T* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        base.Bind(data, buffers);
        _values = buffers.Values<T>(data);
    }

    protected override int MaxLength => 32;

    protected override int Format(long index, Span<byte> text)
    {
        _values[index].TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}

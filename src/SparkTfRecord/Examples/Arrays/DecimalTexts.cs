using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Decimals with all their digits.</summary>
sealed class DecimalTexts(DecimalDigits digits) : FormattedValues
{
    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        base.Bind(data, buffers);
        digits.Bind(data, buffers);
    }

    protected override int MaxLength => digits.MaxTextLength;

    protected override int Format(long index, Span<byte> text) => System.Text.Encoding.ASCII.GetBytes(digits.ToText(index), text);
}

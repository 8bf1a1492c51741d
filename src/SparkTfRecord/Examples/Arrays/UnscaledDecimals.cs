using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Decimals as int64 without their point; those of more than 64 bits are bad.</summary>
sealed unsafe class UnscaledDecimals(DecimalDigits digits) : ColumnValues<long>
{
    readonly Scratch<long> _integers = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        digits.Bind(data, buffers);
    }

    public override long* Read(long first, int count)
    {
        var integers = _integers.Reserve(count);
        var fit = true;
        for (var i = 0; i < count; i++)
            fit &= digits.TryGetInt64(first + i, out integers[i]);
        Suspect = !fit;
        return integers;
    }

    public override bool IsBad(long index) => !digits.TryGetInt64(index, out _);

    public override BadValue Describe(long index) =>
        new("the decimal without its point is beyond int64", digits.ToText(index), "write the column as text");
}

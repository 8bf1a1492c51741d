using System.Globalization;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Doubles, rounded to float, to nearest even. A finite one beyond float's range is bad.</summary>
/// <param name="lossless">What the column can be written as without rounding, for messages.</param>
sealed unsafe class RoundedDoubles(string lossless) : ColumnValues<float>
{
    readonly Scratch<float> _rounded = new();
    double* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<double>(data);
    }

    public override float* Read(long first, int count)
    {
        var rounded = _rounded.Reserve(count);
        var values = _values + first;
        var infinite = false;
        for (var i = 0; i < count; i++)
        {
            rounded[i] = (float)values[i];
            infinite |= float.IsInfinity(rounded[i]);
        }
        Suspect = infinite;
        return rounded;
    }

    public override bool IsBad(long index) => double.IsFinite(_values[index]) && float.IsInfinity((float)_values[index]);

    public override BadValue Describe(long index) => Describe(_values[index], lossless);

    /// <summary>Says why a double has no float.</summary>
    public static BadValue Describe(double value, string lossless) => new(
        "the number is beyond the range of float (±3.4028235E+38)",
        value.ToString("R", CultureInfo.InvariantCulture),
        $"write the column as {lossless}, or correct the value upstream");
}

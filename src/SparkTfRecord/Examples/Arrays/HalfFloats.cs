using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>16-bit floats; every one of them, NaNs included, is a float too.</summary>
sealed unsafe class HalfFloats : ColumnValues<float>
{
    readonly Scratch<float> _widened = new();
    Half* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<Half>(data);
    }

    public override float* Read(long first, int count)
    {
        var widened = _widened.Reserve(count);
        for (var i = 0; i < count; i++)
            widened[i] = (float)_values[first + i];
        return widened;
    }
}

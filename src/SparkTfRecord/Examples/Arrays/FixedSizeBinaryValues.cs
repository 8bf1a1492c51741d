using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Binary values of one length.</summary>
sealed unsafe class FixedSizeBinaryValues(int width) : ColumnValues<Slice>
{
    readonly Scratch<Slice> _slices = new();
    byte* _bytes;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _bytes = buffers.Address(data, 1, ((long)data.Offset + data.Length) * width) + (long)data.Offset * width;
    }

    public override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        for (var i = 0; i < count; i++)
            slices[i] = new Slice(_bytes + (first + i) * width, width);
        return slices;
    }
}

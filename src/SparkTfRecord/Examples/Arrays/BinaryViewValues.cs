using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>String and binary views: 16 bytes each, with the value inside up to 12 bytes and else in one of the data buffers.</summary>
/// <remarks>Arrow columnar format, "Variable-size Binary View Layout": length (4 bytes), then the value, or prefix (4), buffer (4), offset (4).</remarks>
sealed unsafe class BinaryViewValues : ColumnValues<Slice>
{
    const int ViewLength = 16;
    const int MaxInline = 12;

    readonly Scratch<Slice> _slices = new();
    Slice[] _data = [];
    byte* _views;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _views = buffers.Address(data, 1, ((long)data.Offset + data.Length) * ViewLength) + (long)data.Offset * ViewLength;
        _data = new Slice[data.Buffers.Length - 2];
        for (var i = 0; i < _data.Length; i++)
            _data[i] = new Slice(buffers.Address(data, i + 2, data.Buffers[i + 2].Length), data.Buffers[i + 2].Length);
    }

    public override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        for (var i = 0; i < count; i++)
            slices[i] = Validity.IsNull(first + i) ? default : Resolve(_views + (first + i) * ViewLength);
        return slices;
    }

    Slice Resolve(byte* view)
    {
        var fields = (int*)view;
        var length = fields[0];
        if ((uint)length <= MaxInline)
            return new Slice(view + sizeof(int), length);
        var (buffer, offset) = (fields[2], fields[3]);
        if (length < 0 || (uint)buffer >= (uint)_data.Length || offset < 0 || (long)offset + length > _data[buffer].Length)
            Throw.ViewOutOfRange(length, buffer, offset);
        return new Slice(_data[buffer].Start + offset, length);
    }
}

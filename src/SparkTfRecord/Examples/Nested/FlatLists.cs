using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>The lists of a list, large_list or fixed_size_list array, or the entries of a map.</summary>
sealed unsafe class FlatLists : ListRanges
{
    readonly Scratch<long> _bounds = new();
    byte* _offsets;
    int _offsetLength;
    long _first;
    int _fixedSize;
    long _valueCount;

    public override ArrayData Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _first = data.Offset;
        _valueCount = data.Children[0].Length;
        _fixedSize = (data.DataType as FixedSizeListType)?.ListSize ?? 0;
        _offsetLength = data.DataType.TypeId switch { ArrowTypeId.List or ArrowTypeId.Map => sizeof(int), ArrowTypeId.LargeList => sizeof(long), _ => 0 };
        _offsets = buffers.Address(data, 1, data.Length == 0 || _offsetLength == 0 ? 0 : ((long)data.Offset + data.Length + 1) * _offsetLength);
        return data.Children[0];
    }

    public override long* Read(long first, int count)
    {
        var bounds = _bounds.Reserve(count + 1);
        first += _first;
        for (var i = 0; i <= count; i++)
        {
            bounds[i] = _offsetLength switch
            {
                sizeof(int) => ((int*)_offsets)[first + i],
                sizeof(long) => ((long*)_offsets)[first + i],
                _ => (first + i) * _fixedSize,
            };
        }
        var lowest = bounds[0];
        for (var i = 0; i < count; i++)
            lowest |= bounds[i + 1] - bounds[i];
        if (lowest < 0 || bounds[count] > _valueCount)
            Throw.OffsetsOutOfRange(_valueCount);
        return bounds;
    }
}

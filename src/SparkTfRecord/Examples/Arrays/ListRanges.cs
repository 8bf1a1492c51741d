using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Where each list of a list, large_list or fixed_size_list array lies among the values.</summary>
sealed unsafe class ListRanges
{
    readonly Scratch<long> _bounds = new();
    byte* _offsets;
    int _offsetLength;
    long _first;
    int _fixedSize;
    long _valueCount;

    /// <summary>Which lists are not null.</summary>
    public Validity Validity { get; private set; }

    /// <summary>Turns to an array.</summary>
    public void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _first = data.Offset;
        _valueCount = data.Children[0].Length;
        _fixedSize = (data.DataType as FixedSizeListType)?.ListSize ?? 0;
        _offsetLength = data.DataType.TypeId switch { ArrowTypeId.List => sizeof(int), ArrowTypeId.LargeList => sizeof(long), _ => 0 };
        _offsets = buffers.Address(data, 1, data.Length == 0 || _offsetLength == 0 ? 0 : ((long)data.Offset + data.Length + 1) * _offsetLength);
    }

    /// <summary>Bounds of lists [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>): list i holds the values from [i] up to [i + 1].</summary>
    public long* Read(long first, int count)
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

using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Lists of lists as if each was one list of all the values in it.</summary>
sealed unsafe class NestedLists(ListRanges outer, FlatLists inner) : ListRanges
{
    readonly Scratch<long> _bounds = new();
    long* _outerBounds;

    public override ArrayData Bind(ArrayData data, PinnedBuffers buffers)
    {
        var values = inner.Bind(outer.Bind(data, buffers), buffers);
        Validity = outer.Validity;
        return values;
    }

    public override long* Read(long first, int count)
    {
        _outerBounds = outer.Read(first, count);
        var lists = checked((int)(_outerBounds[count] - _outerBounds[0]));
        var innerBounds = lists == 0 ? null : inner.Read(_outerBounds[0], lists);
        var bounds = _bounds.Reserve(count + 1);
        for (var i = 0; i <= count; i++)
            bounds[i] = lists == 0 ? 0 : innerBounds[_outerBounds[i] - _outerBounds[0]];
        return bounds;
    }

    public override bool HasNullsInside => outer.HasNullsInside || inner.Validity.HasBitmap;

    public override bool HasNullInside(int list) =>
        outer.HasNullInside(list) || !inner.Validity.AllValid(_outerBounds[list], _outerBounds[list + 1] - _outerBounds[list]);
}

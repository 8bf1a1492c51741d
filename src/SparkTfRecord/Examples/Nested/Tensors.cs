using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Lists of lists as one serialized TensorProto a row; bad where lists of one depth differ in length, or something in them is null.</summary>
/// <remarks>tensor.proto: dtype = 1, tensor_shape = 2 { dim = 2 { size = 1 } }, tensor_content = 4 for numbers, string_val = 8 for texts.</remarks>
sealed unsafe class Tensors : ColumnValues<Slice>
{
    const byte DtypeTag = 0x08;
    const byte ShapeTag = 0x12;
    const byte DimTag = 0x12;
    const byte SizeTag = 0x08;
    const byte ContentTag = 0x22;
    const byte StringTag = 0x42;

    readonly FlatLists[] _levels;
    readonly TensorType _type;
    readonly ColumnValues<Slice> _values;
    readonly long[] _shape;
    readonly Scratch<Slice> _slices = new();
    readonly Scratch<byte> _bytes = new();

    /// <summary>Tensors of so many dimensions.</summary>
    /// <param name="dimensions">Depth of the lists.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="values">Reader of the values as Arrow holds them.</param>
    public Tensors(int dimensions, TensorType type, ColumnValues<Slice> values)
    {
        _levels = [.. Enumerable.Range(0, dimensions).Select(_ => new FlatLists())];
        (_type, _values, _shape) = (type, values, new long[dimensions]);
    }

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        foreach (var level in _levels)
            data = level.Bind(data, buffers);
        _values.Bind(data, buffers);
        Validity = _levels[0].Validity;
    }

    public override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        var used = 0;
        Suspect = false;
        for (var i = 0; i < count; i++)
        {
            var start = used;
            if (!Validity.IsNull(first + i))
            {
                Suspect |= FaultOf(first + i, out var from, out var values) is not null;
                if (!Suspect)
                    used = Write(used, from, values);
            }
            slices[i] = new Slice((byte*)start, used - start);
        }
        // The bytes have moved whenever they grew: only now is it known where they stand.
        for (var i = 0; i < count; i++)
            slices[i] = new Slice(_bytes.Start + (long)slices[i].Start, slices[i].Length);
        return slices;
    }

    public override bool IsBad(long index) => FaultOf(index, out _, out _) is not null;

    public override BadValue Describe(long index) =>
        new(FaultOf(index, out _, out _)!, null, "make the lists of a row equally long upstream, or choose nested ragged or flatten");

    /// <summary>Finds a row's shape and values; or why it has none.</summary>
    string? FaultOf(long row, out long first, out long count)
    {
        (first, count) = (row, 1);
        for (var depth = 0; depth < _levels.Length; depth++)
        {
            _shape[depth] = 0;
            if (count == 0)
                continue;
            if (!_levels[depth].Validity.AllValid(first, count))
                return "a list in the list is null, which a tensor cannot say";
            var bounds = _levels[depth].Read(first, checked((int)count));
            var length = bounds[1] - bounds[0];
            for (var i = 1; i < count; i++)
            {
                if (bounds[i + 1] - bounds[i] != length)
                    return $"lists in the list have {length} and {bounds[i + 1] - bounds[i]} values: no tensor";
            }
            _shape[depth] = length;
            (first, count) = (bounds[0], count * length);
        }
        return _values.Validity.AllValid(first, count) ? null : "a value in the list is null, which a tensor cannot say";
    }

    int Write(int used, long first, long count)
    {
        var values = count == 0 ? null : _values.Read(first, checked((int)count));
        var content = 0L;
        for (var i = 0; i < count; i++)
            content += values[i].Length + (_type.Length == 0 ? 1 + Varint.MaxLength : 0);
        var start = _bytes.Reserve(checked((int)(used + content) + 64 + _shape.Length * (3 + Varint.MaxLength)), used);
        var to = start + used;
        *to++ = DtypeTag;
        *to++ = (byte)_type.Number;
        *to++ = ShapeTag;
        to = Varint.Write(to, (ulong)_shape.Sum(DimLength));
        foreach (var size in _shape)
        {
            *to++ = DimTag;
            *to++ = (byte)(DimLength(size) - 2);
            *to++ = SizeTag;
            to = Varint.Write(to, (ulong)size);
        }
        to = _type.Length == 0 ? WriteTexts(to, values, count) : WriteContent(to, values, count);
        return (int)(to - start);
    }

    byte* WriteContent(byte* to, Slice* values, long count)
    {
        *to++ = ContentTag;
        to = Varint.Write(to, (ulong)(count * _type.Length));
        if (count > 0) // they lie one after the other
            Buffer.MemoryCopy(values[0].Start, to, count * _type.Length, count * _type.Length);
        return to + count * _type.Length;
    }

    static byte* WriteTexts(byte* to, Slice* values, long count)
    {
        for (var i = 0; i < count; i++)
        {
            *to++ = StringTag;
            to = Varint.Write(to, (uint)values[i].Length);
            values[i].Span.CopyTo(new Span<byte>(to, values[i].Length));
            to += values[i].Length;
        }
        return to;
    }

    static int DimLength(long size) => 3 + Varint.Length((ulong)size);
}

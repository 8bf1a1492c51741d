using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Makes the values null that lie in a null struct.</summary>
sealed unsafe class NullsOfParent
{
    readonly PinnedBuffers _buffers = new();
    readonly Scratch<byte> _bits = new();

    /// <summary>A struct's child of the same length, null where it is or the struct is; good until the next call.</summary>
    public ArrayData Apply(ArrayData parent, ArrayData child)
    {
        var parents = new Validity(parent, _buffers);
        var children = new Validity(child, _buffers);
        if (parents.AllValid(0, parent.Length))
        {
            _buffers.Release();
            return child;
        }
        var length = (child.Offset + child.Length + 7) / 8;
        var bits = _bits.Reserve(length);
        new Span<byte>(bits, length).Clear();
        for (var i = 0; i < child.Length; i++)
        {
            var bit = child.Offset + i;
            if (!parents.IsNull(i) && !children.IsNull(i))
                bits[bit >> 3] |= (byte)(1 << (bit & 7));
        }
        _buffers.Release();
        ArrowBuffer[] buffers = [new ArrowBuffer(new FixedMemory(bits, length).Memory), .. child.Buffers.Skip(1)];
        return new ArrayData(child.DataType, child.Length, -1, child.Offset, buffers, child.Children, child.Dictionary);
    }
}

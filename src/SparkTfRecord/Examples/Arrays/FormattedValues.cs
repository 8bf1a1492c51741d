using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Values written as UTF-8 texts.</summary>
abstract unsafe class FormattedValues : ColumnValues<Slice>
{
    readonly Scratch<Slice> _slices = new();
    readonly Scratch<byte> _texts = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers) => Validity = new Validity(data, buffers);

    public sealed override Slice* Read(long first, int count)
    {
        var slices = _slices.Reserve(count);
        var used = 0;
        for (var i = 0; i < count; i++)
        {
            var start = used;
            if (!Validity.IsNull(first + i))
                used += Format(first + i, new Span<byte>(_texts.Reserve(checked(used + MaxLength), used) + used, MaxLength));
            slices[i] = new Slice((byte*)start, used - start);
        }
        // The texts have moved whenever they grew: only now is it known where they stand.
        for (var i = 0; i < count; i++)
            slices[i] = new Slice(_texts.Start + (long)slices[i].Start, slices[i].Length);
        return slices;
    }

    /// <summary>Bytes of the longest text.</summary>
    protected abstract int MaxLength { get; }

    /// <summary>Writes the text of a slot that is not null.</summary>
    /// <returns>Number of bytes.</returns>
    protected abstract int Format(long index, Span<byte> text);
}

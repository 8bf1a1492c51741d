using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of strings or binary values, one or null a row, copied from the pages one after the other.</summary>
sealed unsafe class BytesColumn(Field field, int leaf) : ColumnDecoder(field)
{
    const int PrefetchDistance = 16;

    readonly LeafReader<ByteArray> _leaf = new(leaf, (short)(field.IsNullable ? 1 : 0));
    readonly PinnedBuffer _slices = new();
    readonly PinnedBuffer _levels = new();
    readonly PinnedBuffer _validity = new();
    readonly PinnedBuffer _offsets = new();
    readonly PinnedBuffer _bytes = new();

    public override void OpenRowGroup(RowGroupReader rowGroup) => _leaf.OpenRowGroup(rowGroup);

    public override IArrowArray Read(int rows)
    {
        var slices = _slices.Reserve<ByteArray>(rows);
        var levels = Field.IsNullable ? _levels.Reserve<short>(rows) : null;
        var offsets = _offsets.Reserve<int>(rows + 1);
        offsets[0] = 0;
        for (var row = 0; row < rows;)
        {
            var read = _leaf.Read(rows - row, levels is null ? null : levels + row, null, slices, out var packed);
            if (read == 0)
                Throw.ColumnEnds(Field.Name, rows - row);
            // The slices point into the page, which the next read may give up.
            Copy(slices, packed, levels is null ? null : levels + row, read, offsets + row);
            row += read;
        }

        var nulls = levels is null ? 0 : Validity.Write(levels, rows, 1, _validity.Reserve<byte>((rows + 7) / 8));
        return ArrowArrayFactory.BuildArray(new ArrayData(Field.DataType, rows, nulls, 0,
            [nulls == 0 ? ArrowBuffer.Empty : _validity.First((rows + 7) / 8), _offsets.First((rows + 1) * sizeof(int)), _bytes.First(offsets[rows])]));
    }

    public override void Dispose() => _leaf.Dispose();

    void Copy(ByteArray* slices, int packed, short* levels, int rows, int* offsets)
    {
        long length = offsets[0];
        for (var i = 0; i < packed; i++)
            length += slices[i].Length;
        var to = _bytes.Reserve<byte>(length, kept: offsets[0]);
        var end = offsets[0];
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            if (levels is null || levels[row] == 1)
            {
                // Values of a dictionary lie all over it. Called into the cache in time they cost a third less (set B).
                if (Sse.IsSupported && next + PrefetchDistance < packed)
                    Sse.Prefetch0((byte*)slices[next + PrefetchDistance].Pointer);
                var slice = slices[next++];
                Copy((byte*)slice.Pointer, to + end, slice.Length);
                end += slice.Length;
            }

            offsets[row + 1] = end;
        }
    }

    /// <summary>Copies without a call where the value is short, as most are.</summary>
    static void Copy(byte* from, byte* to, int length)
    {
        if (length > 16)
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)length);
        }
        else if (length >= sizeof(long))
        {
            *(long*)to = *(long*)from;
            *(long*)(to + length - sizeof(long)) = *(long*)(from + length - sizeof(long));
        }
        else if (length >= sizeof(int))
        {
            *(int*)to = *(int*)from;
            *(int*)(to + length - sizeof(int)) = *(int*)(from + length - sizeof(int));
        }
        else
        {
            for (var i = 0; i < length; i++)
                to[i] = from[i];
        }
    }
}

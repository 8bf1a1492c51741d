using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of booleans, one or null a row: read as bytes, given out as bits.</summary>
sealed unsafe class BooleanColumn(Field field, int leaf) : ColumnDecoder(field)
{
    readonly FlatColumn<bool> _bytes = new(field, leaf);
    readonly PinnedBuffer _bits = new();

    public override void OpenRowGroup(RowGroupReader rowGroup) => _bytes.OpenRowGroup(rowGroup);

    public override IArrowArray Read(int rows)
    {
        var values = _bytes.ReadValues(rows);
        var bits = _bits.Reserve<byte>((rows + 7) / 8);
        new Span<byte>(bits, (rows + 7) / 8).Clear();
        for (var i = 0; i < rows; i++)
            bits[i >> 3] |= (byte)((values[i] ? 1 : 0) << (i & 7));
        return _bytes.Array(rows, _bits.First((rows + 7) / 8));
    }

    public override void Dispose() => _bytes.Dispose();
}

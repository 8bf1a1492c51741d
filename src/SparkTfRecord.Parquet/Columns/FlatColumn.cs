using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of numbers, one or null a row.</summary>
sealed unsafe class FlatColumn<T>(Field field, int leaf) : ColumnDecoder(field) where T : unmanaged
{
    readonly LeafReader<T> _leaf = new(leaf, (short)(field.IsNullable ? 1 : 0));
    readonly PinnedBuffer _values = new();
    readonly PinnedBuffer _levels = new();
    readonly PinnedBuffer _validity = new();
    int _nulls;

    public override void OpenRowGroup(RowGroupReader rowGroup) => _leaf.OpenRowGroup(rowGroup);

    public override IArrowArray Read(int rows)
    {
        ReadValues(rows);
        return Array(rows, _values.First(rows * sizeof(T)));
    }

    /// <summary>Reads the next rows' values, zero for null.</summary>
    public T* ReadValues(int rows)
    {
        var values = _values.Reserve<T>(rows);
        var levels = Field.IsNullable ? _levels.Reserve<short>(rows) : null;
        var packed = 0;
        for (var row = 0; row < rows;)
        {
            var read = _leaf.Read(rows - row, levels is null ? null : levels + row, null, values + packed, out var count);
            if (read == 0)
                Throw.ColumnEnds(Field.Name, rows - row);
            row += read;
            packed += count;
        }

        _nulls = rows - packed;
        if (_nulls > 0)
        {
            Validity.Write(levels, rows, 1, _validity.Reserve<byte>((rows + 7) / 8));
            Validity.Spread(levels, rows, 1, values, packed);
        }

        return values;
    }

    /// <summary>An array over the values of the rows read last.</summary>
    public IArrowArray Array(int rows, ArrowBuffer values) =>
        ArrowArrayFactory.BuildArray(new ArrayData(Field.DataType, rows, _nulls, 0,
            [_nulls == 0 ? ArrowBuffer.Empty : _validity.First((rows + 7) / 8), values]));

    public override void Dispose() => _leaf.Dispose();
}

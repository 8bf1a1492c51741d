using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of one value, or null, a row.</summary>
sealed unsafe class FlatColumn(Field field, PackedValues values) : ColumnDecoder(field)
{
    readonly PinnedBuffer _levels = new();
    readonly PinnedBuffer _validity = new();

    public override void OpenRowGroup(RowGroupReader rowGroup) => values.OpenRowGroup(rowGroup);

    public override IArrowArray Read(int rows)
    {
        values.Forget(values.Count);
        var levels = Field.IsNullable ? _levels.Reserve<short>(rows) : null;
        for (var row = 0; row < rows;)
        {
            var read = values.Read(rows - row, levels is null ? null : levels + row, null);
            if (read == 0)
                Throw.ColumnEnds(Field.Name, rows - row);
            row += read;
        }

        var nulls = rows - values.Count;
        return ArrowArrayFactory.BuildArray(values.Array(rows, nulls == 0 ? ArrowBuffer.Empty : Validity.Write(levels, rows, 1, _validity), nulls));
    }

    public override void Dispose() => values.Dispose();
}

using System.Diagnostics.CodeAnalysis;

namespace SparkTfRecord.Parquet.Columns;

static class Throw
{
    [DoesNotReturn]
    public static void ColumnEnds(string column, int rows) => throw new DamagedColumnException($"column '{column}' ends {rows} rows before its row group does");

    [DoesNotReturn]
    public static void ChunkEnds(long values) => throw new DamagedColumnException($"a column chunk ends {values} values before its metadata says");

    [DoesNotReturn]
    public static void ValueCount(long values, int levels) => throw new DamagedColumnException($"a page gave {values} values where its levels say {levels}");

    [DoesNotReturn]
    public static void ListLevels(string column) => throw new DamagedColumnException($"column '{column}' has levels that make no lists");

    [DoesNotReturn]
    public static void TooLarge() => throw new NotSupportedException("a row has more than two gigabytes in one column");

    [DoesNotReturn]
    public static void ListLength(string column, int length, int size) =>
        throw new DamagedColumnException($"column '{column}' has a list of {length} elements where all should have {size}");
}

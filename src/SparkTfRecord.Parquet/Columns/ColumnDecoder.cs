using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Decodes one top-level column through ParquetSharp's column readers into an array over buffers of its own, which the next batch overwrites.</summary>
abstract class ColumnDecoder(Field field) : IDisposable
{
    /// <summary>The column as it is in the batches.</summary>
    public Field Field { get; } = field;

    /// <summary>Goes to the start of a row group.</summary>
    public abstract void OpenRowGroup(RowGroupReader rowGroup);

    /// <summary>Reads the row group's next rows, and stops early when these are large.</summary>
    /// <param name="rows">Rows wanted; the row group has so many left.</param>
    /// <param name="largeBytes">Bytes of values after which fewer rows are enough.</param>
    /// <returns>Rows that can be given, from 1 to <paramref name="rows"/>.</returns>
    /// <exception cref="DamagedColumnException">The column has fewer rows.</exception>
    public abstract int ReadAhead(int rows, long largeBytes);

    /// <summary>Gives the first of the rows read ahead, good until more are read.</summary>
    public abstract IArrowArray Give(int rows);

    public abstract void Dispose();
}

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

    /// <summary>The row group's next rows, exactly so many.</summary>
    /// <exception cref="InvalidDataException">The column has fewer.</exception>
    public abstract IArrowArray Read(int rows);

    public abstract void Dispose();
}

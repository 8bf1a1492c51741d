using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Reads one leaf column's values and levels, page after page.</summary>
/// <typeparam name="T">The physical type.</typeparam>
/// <param name="leaf">The leaf column.</param>
/// <param name="valueLevel">The definition level of values that are not null; 0 for a required column, which has no levels.</param>
sealed unsafe class LeafReader<T>(int leaf, short valueLevel) : IDisposable where T : unmanaged
{
    ColumnReader<T>? _reader;

    public void OpenRowGroup(RowGroupReader rowGroup)
    {
        _reader?.Dispose();
        _reader = (ColumnReader<T>)rowGroup.Column(leaf);
    }

    /// <summary>Reads up to <paramref name="count"/> levels, no further than the page's end; 0 at the end of the column chunk.</summary>
    /// <param name="count">Levels wanted.</param>
    /// <param name="definition">Definition levels; null for a required column.</param>
    /// <param name="repetition">Repetition levels; null for a flat column.</param>
    /// <param name="values">Values that are not null, packed.</param>
    /// <param name="valueCount">Number of these: as many as levels say, whatever the page holds.</param>
    public int Read(int count, short* definition, short* repetition, T* values, out int valueCount)
    {
        var levels = (int)_reader!.ReadBatch(count, Span(definition, count), Span(repetition, count), new Span<T>(values, count), out var read);
        valueCount = definition is null ? levels : Span(definition, levels).Count(valueLevel);
        if (valueCount != read)
            Throw.ValueCount(read, valueCount);
        return levels;
    }

    public void Dispose() => _reader?.Dispose();

    static Span<short> Span(short* levels, int count) => levels is null ? default : new Span<short>(levels, count);
}

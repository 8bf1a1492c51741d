using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Reads one leaf column's values and levels, page after page.</summary>
/// <typeparam name="T">The physical type.</typeparam>
/// <param name="leaf">The leaf column.</param>
/// <param name="valueLevel">The definition level of values that are not null; 0 for a required column, which has no levels.</param>
sealed unsafe class LeafReader<T>(int leaf, short valueLevel) : IDisposable where T : unmanaged
{
    // More than these one after the other are taken for the chunk's end.
    const int MaxEmptyPages = 100;

    ColumnReader<T>? _reader;
    long _left;

    public void OpenRowGroup(RowGroupReader rowGroup)
    {
        _reader?.Dispose();
        _reader = (ColumnReader<T>)rowGroup.Column(leaf);
        using var chunk = rowGroup.MetaData.GetColumnChunkMetaData(leaf);
        _left = chunk.NumValues;
    }

    /// <summary>Reads up to <paramref name="count"/> levels, no further than the page's end; 0 at the end of the column chunk.</summary>
    /// <param name="count">Levels wanted.</param>
    /// <param name="definition">Definition levels; null for a required column.</param>
    /// <param name="repetition">Repetition levels; null for a flat column.</param>
    /// <param name="values">Values that are not null, packed.</param>
    /// <param name="valueCount">Number of these: as many as levels say, whatever the page holds.</param>
    public int Read(int count, short* definition, short* repetition, T* values, out int valueCount)
    {
        var levels = ReadPage(count, definition, repetition, values, out var read);
        // The native reader stops at a page without values as if it was the last.
        for (var pages = 0; levels == 0 && _left > 0; pages++)
        {
            if (pages == MaxEmptyPages)
                Throw.ChunkEnds(_left);
            levels = ReadPage(count, definition, repetition, values, out read);
        }
        _left -= levels;
        valueCount = definition is null ? levels : Span(definition, levels).Count(valueLevel);
        if (valueCount != read)
            Throw.ValueCount(read, valueCount);
        return levels;
    }

    int ReadPage(int count, short* definition, short* repetition, T* values, out long read) =>
        (int)_reader!.ReadBatch(count, Span(definition, count), Span(repetition, count), new Span<T>(values, count), out read);

    public void Dispose() => _reader?.Dispose();

    static Span<short> Span(short* levels, int count) => levels is null ? default : new Span<short>(levels, count);
}

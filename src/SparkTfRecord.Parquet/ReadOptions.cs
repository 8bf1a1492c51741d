using ParquetSharp;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Parquet;

/// <summary>How much of a file is in memory at once, decided from its footer. Aims at some ten megabytes a thread and reaches what one page or row needs.</summary>
static class ReadOptions
{
    const int MaxBatchRows = 1 << 12;
    const long BatchBytes = 4 << 20;
    const long MaxRowGroupBytes = 32 << 20;
    const long BufferBytes = 8 << 20;
    const long MinColumnBuffer = 16 << 10;
    const long MaxColumnBuffer = 256 << 10;

    /// <summary>Rows in a batch of Arrow C++, which takes one number for the whole file.</summary>
    public static int BatchRows(InputFile file)
    {
        var rowBytes = file.RowGroups.Select(g => g.Bytes / Math.Max(1, g.Rows)).DefaultIfEmpty().Max();
        return (int)Math.Clamp(BatchBytes / Math.Max(1, rowBytes), 1, MaxBatchRows);
    }

    /// <summary>Page checksums are verified where the file has them. Large row groups are read through a buffer for each column, small ones whole.</summary>
    public static ReaderProperties ForFile(InputFile file, int columns)
    {
        var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.EnablePageChecksumVerification();
        var bytes = file.RowGroups.Select(g => g.Bytes).DefaultIfEmpty().Max();
        if (bytes > MaxRowGroupBytes && bytes / columns > MinColumnBuffer)
        {
            properties.EnableBufferedStream();
            properties.BufferSize = Math.Clamp(BufferBytes / columns, MinColumnBuffer, MaxColumnBuffer);
        }

        return properties;
    }
}

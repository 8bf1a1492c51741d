using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Parquet;

/// <summary>Parquet files, read and written by ParquetSharp (Arrow C++).</summary>
/// <remarks>
/// <code>var converter = new Converter(new ParquetInputFormat());</code>
/// <para>Memory: some ten megabytes a thread, more only where one page or one row is larger. Page checksums are verified where a file has them.</para>
/// <para>Not supported: encrypted files; dates and timestamps before 1582 in files that Spark wrote in the old calendar. It keeps nothing and may be used by several threads at once.</para>
/// </remarks>
public sealed class ParquetInputFormat : IInputFormat
{
    FileFooter IInputFormat.ReadFooter(string path)
    {
        FileTail.Check(path);
        try
        {
            using var reader = new FileReader(path);
            // The Arrow schema of no columns at all cannot be imported.
            var fields = reader.ParquetReader.FileMetaData.NumColumns == 0 ? [] : Int96.Fields(reader);
            return new FileFooter(new Schema(fields, metadata: null), RowGroups(path, reader.ParquetReader));
        }
        catch (Exception e) when (NativeError.IsAboutFile(e))
        {
            Throw.Unreadable(path, "the footer", e);
            return null;
        }
    }

    IRecordBatchSource IInputFormat.Open(InputFile file, long firstRow, long rows, IReadOnlyList<string> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + rows, file.Rows);
        FileVersion.Check(file);
        if (columns.Count == 0)
            return new ParquetSource(file, new RowCountReader(file), firstRow, rows, legacyCalendar: false);
        FileReader? reader = null;
        try
        {
            using var properties = ReadOptions.ForFile(file, columns.Count);
            reader = new FileReader(file.Path, properties);
            var choice = new ColumnChoice(file, reader, columns);
            return new ParquetSource(file, choice.CreateReader(), firstRow, rows, choice.HasLegacyCalendar);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (!NativeError.IsAboutFile(e))
                throw;
            FileVersion.Check(file);
            Throw.Unreadable(file.Path, "the footer", e);
            return null;
        }
    }

    IRecordBatchWriter IInputFormat.Create(string path, Schema schema) => new ParquetWriter(path, schema);

    void IInputFormat.HandBackMemory() => LeftoverMemory.HandBack();

    static RowGroup[] RowGroups(string path, ParquetFileReader reader)
    {
        var rowGroups = new RowGroup[reader.FileMetaData.NumRowGroups];
        for (var i = 0; i < rowGroups.Length; i++)
        {
            using var rowGroup = reader.RowGroup(i);
            var metadata = rowGroup.MetaData;
            if (metadata.NumRows < 0)
                Throw.RowGroupRows(path, i, metadata.NumRows);
            if (i == 0)
                CheckNotEncrypted(path, metadata);
            rowGroups[i] = new RowGroup(metadata.NumRows, Math.Max(0, metadata.TotalByteSize));
        }

        return rowGroups;
    }

    /// <summary>A file with a readable footer can have encrypted columns, then in every row group; asking for the metadata of one throws.</summary>
    static void CheckNotEncrypted(string path, RowGroupMetaData rowGroup)
    {
        for (var i = 0; i < rowGroup.NumColumns; i++)
        {
            try
            {
                rowGroup.GetColumnChunkMetaData(i).Dispose();
            }
            catch (ParquetException e) when (e.Message.Contains("decrypt", StringComparison.OrdinalIgnoreCase))
            {
                using var column = rowGroup.Schema.Column(i).Path;
                Throw.Encrypted(path, $"column '{column.ToDotString()}'");
            }
        }
    }
}

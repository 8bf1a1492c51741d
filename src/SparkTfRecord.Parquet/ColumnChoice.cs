using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;
using SparkTfRecord.Parquet.Columns;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Parquet;

/// <summary>The columns of an open file that are to be read, and the choice, by its footer alone, of what decodes each.</summary>
sealed class ColumnChoice
{
    readonly InputFile _file;
    readonly FileReader _reader;
    readonly ParquetFileReader _parquet;
    readonly (Field Field, SchemaField Stored)[] _columns;

    /// <exception cref="ArgumentException">The file lacks a column.</exception>
    public ColumnChoice(InputFile file, FileReader reader, IReadOnlyCollection<string> columns)
    {
        _file = file;
        _reader = reader;
        _parquet = reader.ParquetReader;
        if (_parquet.FileMetaData.NumRowGroups != file.RowGroups.Count)
            Throw.RowGroups(file, _parquet.FileMetaData.NumRowGroups);

        var wanted = columns.ToHashSet();
        _columns = [.. Int96.Fields(reader).Zip(reader.SchemaManifest.SchemaFields).Where(c => wanted.Contains(c.First.Name))];
        if (wanted.Except(_columns.Select(c => c.Field.Name)).FirstOrDefault() is { } missing)
            throw new ArgumentException($"The file has no column '{missing}'.", nameof(columns));
    }

    /// <summary>Whether days and times in the columns may be in the old calendar.</summary>
    public bool HasLegacyCalendar => LegacyCalendar.IsIn(_parquet.FileMetaData, _columns.SelectMany(c => Leaves(c.Stored)));

    /// <summary>A reader of the columns, which then owns the open file.</summary>
    public IRowGroupReader CreateReader()
    {
        var schema = _parquet.FileMetaData.Schema;
        var decoders = _columns.Select(c => ColumnFactory.Create(c.Field, c.Stored, schema)).ToArray();
        var others = _columns.Zip(decoders).Where(c => c.Second is null).Select(c => c.First).ToArray();
        return new ColumnarReader(_reader, decoders, others.Length == 0 ? null : new ArrowReader(
            _file, [.. others.SelectMany(c => Leaves(c.Stored))], [.. others.Select(c => Int96.IsIn(c.Stored, schema) ? c.Field : null)]));
    }

    static IEnumerable<int> Leaves(SchemaField stored) => stored.Children.Count == 0 ? [stored.ColumnIndex] : stored.Children.SelectMany(Leaves);
}

using System.Text;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Sequences;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>Records as a table for people: a row each, a column for every feature that occurs.</summary>
sealed class RecordTable
{
    const int CellWidth = 40;

    readonly OrderedDictionary<string, int> _columns = new(StringComparer.Ordinal);
    readonly List<Dictionary<int, string>> _rows = [];

    /// <summary>Adds a record.</summary>
    public void Add(ReadOnlySpan<byte> record, RecordType recordType)
    {
        _rows.Add([]);
        if (recordType == RecordType.ByteArray)
        {
            Add("record", RecordJson.Text(record));
            return;
        }
        var reader = new ExampleReader(record);
        while (reader.Read())
            Add(Encoding.UTF8.GetString(reader.Name), RecordJson.Text(reader.Values));
        if (recordType != RecordType.SequenceExample)
            return;
        var sequences = new SequenceReader(record);
        while (sequences.Read())
            Add(Encoding.UTF8.GetString(sequences.Name), RecordJson.Text(sequences.Steps));
    }

    /// <summary>Writes the table.</summary>
    public void Write(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in _columns.Keys)
            table.AddColumn(new TableColumn(Terminal.Cell(name)));
        foreach (var row in _rows)
            table.AddRow(Enumerable.Range(0, _columns.Count).Select(i => Terminal.Cell(row.GetValueOrDefault(i, ""))));
        console.Write(table);
    }

    void Add(string column, string text)
    {
        _columns.TryAdd(column, _columns.Count);
        _rows[^1][_columns[column]] = Short(text);
    }

    static string Short(string text) => text.Length <= CellWidth ? text : $"{text[..(CellWidth - 1)]}…";
}

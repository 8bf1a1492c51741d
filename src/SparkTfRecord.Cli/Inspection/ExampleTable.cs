using System.Text;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Examples;
using Spectre.Console;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>Examples as a table for people: a row each, a column for every feature that occurs.</summary>
sealed class ExampleTable
{
    const int CellWidth = 40;

    readonly OrderedDictionary<string, int> _columns = new(StringComparer.Ordinal);
    readonly List<Dictionary<int, string>> _rows = [];

    /// <summary>Adds an Example.</summary>
    public void Add(ReadOnlySpan<byte> example)
    {
        var row = new Dictionary<int, string>();
        var reader = new ExampleReader(example);
        while (reader.Read())
        {
            var name = Encoding.UTF8.GetString(reader.Name);
            _columns.TryAdd(name, _columns.Count);
            row[_columns[name]] = Short(ExampleJson.Text(reader.Values));
        }
        _rows.Add(row);
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

    static string Short(string text) => text.Length <= CellWidth ? text : $"{text[..(CellWidth - 1)]}…";
}

using Spectre.Console;

namespace SparkTfRecord.Cli.Output;

/// <summary>Spectre's console over one of our streams.</summary>
static class Terminal
{
    /// <summary>A table's cell: data as it is, but for control characters, which could tell the terminal anything.</summary>
    public static Text Cell(string text) => new(string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)));

    /// <summary>A console.</summary>
    /// <param name="writer">Where it writes.</param>
    /// <param name="color">Whether it may use colors.</param>
    /// <param name="width">Columns; null: those of the terminal.</param>
    public static IAnsiConsole Of(TextWriter writer, bool color, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        if (width is { } columns)
            console.Profile.Width = columns;
        return console;
    }
}

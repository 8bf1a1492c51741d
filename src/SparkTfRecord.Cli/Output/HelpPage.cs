using System.CommandLine;
using SparkTfRecord.Cli.Verbs;

namespace SparkTfRecord.Cli.Output;

/// <summary>Writes the help of a verb, or of the program.</summary>
static class HelpPage
{
    const int Indent = 2;
    const int NameWidth = 32;
    const int MaxWidth = 120;

    /// <summary>Writes the page.</summary>
    /// <param name="command">A verb or the root.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">Columns of the terminal; null: as many as read well.</param>
    public static void Write(Command command, TextWriter writer, int? width)
    {
        var page = new Page(writer, Math.Min(width ?? MaxWidth, MaxWidth));
        page.Paragraph(command.Description!);
        WriteUsage(command, writer);
        page.Section("Verbs", command.Subcommands.Select(s => (s.Name, s.Description!)));
        page.Section("Arguments", command.Arguments.Select(a => (a.Name, a.Description!)));
        var groups = (command as Verb)?.Groups.ToList() ?? [];
        foreach (var (title, options) in groups)
            page.Section(title, options.Select(o => (NamesOf(o.Option), o.Key is null ? o.Option.Description! : $"{o.Option.Description} [{o.Key}]")));
        var grouped = groups.SelectMany(g => g.Options).Select(o => o.Option).ToHashSet();
        page.Section("Options", OptionsOf(command).Where(o => !grouped.Contains(o)).Select(o => (NamesOf(o), o.Description!)));
        if (command is Verb { Closing.Length: > 0 } verb)
            writer.WriteLine($"\n{verb.Closing}");
        else if (command.Subcommands.Count > 0)
            writer.WriteLine($"\n{PathOf(command)} VERB --help shows the options of a verb.");
    }

    static void WriteUsage(Command command, TextWriter writer)
    {
        if (command is not Verb verb)
        {
            writer.WriteLine($"Usage: {PathOf(command)} VERB …");
            return;
        }
        for (var i = 0; i < verb.Usage.Count; i++)
            writer.WriteLine($"{(i == 0 ? "Usage:" : "      ")} sparktfrecord {verb.Usage[i]}");
    }

    static string PathOf(Command command) => command is RootCommand ? "sparktfrecord" : $"sparktfrecord {command.Name}";

    /// <summary>What can be typed after a verb: its own options and those of the verbs above it.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(o => o.Recursive))
        .Distinct();

    // The shortest name that says something, as people type it; a single letter stands before it.
    static string NamesOf(Option option)
    {
        var names = option.Aliases.Append(option.Name).ToList();
        var letter = names.FirstOrDefault(n => n.Length == 2);
        var word = option.Aliases.FirstOrDefault(n => n.Length > 2) ?? option.Name;
        return $"{(letter is null ? "" : $"{letter}, ")}{word}{(option.HelpName is { } value ? $" {value}" : "")}";
    }

    sealed class Page(TextWriter writer, int width)
    {
        public void Section(string title, IEnumerable<(string Name, string Text)> rows)
        {
            var lines = rows.ToList();
            if (lines.Count == 0)
                return;
            writer.WriteLine($"\n{title}:");
            foreach (var (name, text) in lines)
                Row(name, text);
        }

        public void Paragraph(string text)
        {
            foreach (var line in Wrap(text, width))
                writer.WriteLine(line);
            writer.WriteLine();
        }

        void Row(string name, string text)
        {
            var left = name.PadRight(NameWidth - Indent - 2);
            var margin = new string(' ', NameWidth);
            var lines = Wrap(text, width - NameWidth).ToList();
            if (left.Length > NameWidth - Indent - 2)
                writer.WriteLine($"{new string(' ', Indent)}{name}");
            for (var i = 0; i < lines.Count; i++)
            {
                var first = i == 0 && left.Length <= NameWidth - Indent - 2;
                writer.WriteLine($"{(first ? $"{new string(' ', Indent)}{left}  " : margin)}{lines[i]}");
            }
        }

        static IEnumerable<string> Wrap(string text, int width)
        {
            var line = "";
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = word;
                }
                else
                    line = line.Length == 0 ? word : $"{line} {word}";
            }
            yield return line;
        }
    }
}

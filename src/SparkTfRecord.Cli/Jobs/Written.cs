using System.Text.Json;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>A JSON value as somebody wrote it, in a job file or on the command line, and where.</summary>
sealed class Written
{
    /// <summary>Where it was written: <c>job.json:5</c>, or the option.</summary>
    public required string Where { get; init; }

    /// <summary>What it is.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>A string's text, or a number's as it was written.</summary>
    public string Text { get; set; } = "";

    /// <summary>True where a string may stand for a number or a flag: typed after an option, or filled into a placeholder.</summary>
    public bool Loose { get; set; }

    /// <summary>An array's items.</summary>
    public List<Written> Items { get; } = [];

    /// <summary>An object's members, in the order written.</summary>
    public OrderedDictionary<string, Written> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>A string from the command line.</summary>
    public static Written Typed(string text, string option) => new() { Where = option, Kind = JsonValueKind.String, Text = text, Loose = true };

    /// <summary>An array from the command line.</summary>
    public static Written Typed(IEnumerable<string> items, string option)
    {
        var array = new Written { Where = option, Kind = JsonValueKind.Array };
        array.Items.AddRange(items.Select(i => Typed(i, option)));
        return array;
    }

    /// <summary>The text of a string, or of anything that a loose string may stand for.</summary>
    public string? TextOf(JsonValueKind kind) => Kind == kind || (Loose && Kind == JsonValueKind.String) ? Text : null;

    /// <summary>The value for a message, short.</summary>
    public override string ToString() => Kind switch
    {
        JsonValueKind.String => $"'{Text}'",
        JsonValueKind.Number => Text,
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
#pragma warning disable CA1308 // JSON's words are in lower case.
        _ => Kind.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };
}

using System.Text;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>One key of the job: in a job file the value at <paramref name="Path"/>, on the command line an option.</summary>
/// <param name="Path">The names from the root, joined by dots; <c>*</c> stands for a name of the user's, such as a feature's.</param>
/// <param name="Value">The type of its value.</param>
/// <param name="Help">What it does, for <c>--help</c> and the schema: one sentence without its full stop.</param>
/// <param name="Aliases">Shorter options that mean the same, the usual one first.</param>
sealed record JobKey(string Path, JobValue Value, string Help, params string[] Aliases)
{
    /// <summary>The option: the path in kebab case.</summary>
    public string Option { get; } = "--" + Kebab(Path.Replace(".*", "", StringComparison.Ordinal));

    /// <summary>True where the key is part of something that the user names: the option then takes NAME=VALUE.</summary>
    public bool Named => Path.Contains('*', StringComparison.Ordinal);

    /// <summary>The path's last name.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>False for what makes sense in a file only.</summary>
    public bool OnCommandLine { get; init; } = true;

    static string Kebab(string path)
    {
        var kebab = new StringBuilder();
        foreach (var c in path)
        {
            if (char.IsAsciiLetterUpper(c))
                kebab.Append('-');
            kebab.Append(c == '.' ? '-' : char.ToLowerInvariant(c));
        }
        return kebab.ToString();
    }
}

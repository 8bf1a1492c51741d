using System.CommandLine;
using System.Globalization;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
static class CommonOptions
{
    /// <summary>Stack traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show where an error came from", Recursive = true };

    /// <summary>A result for programs.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result, or the errors, as one JSON object: the last line of standard output" };

    /// <summary>No progress, no summary.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors only" };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Number(int least, string help, string name, params string[] aliases) => new(name, aliases)
    {
        HelpName = "N",
        Description = help,
        CustomParser = typed =>
        {
            if (int.TryParse(typed.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
                return number;
            typed.AddError($"{name}: the value is '{typed.Tokens[0].Value}'; expected a whole number of at least {least}.");
            return null;
        },
    };
}

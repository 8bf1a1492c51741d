using System.CommandLine;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>One verb of the command line: what can be typed, how its help reads, and what it does.</summary>
abstract class Verb : Command
{
    /// <summary>A verb.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, one sentence.</param>
    protected Verb(string name, string description) : base(name, description) => SetAction(Run);

    /// <summary>The ways to write it, without the program's name.</summary>
    public abstract IReadOnlyList<string> Usage { get; }

    /// <summary>The options in groups, for the help; those in no group come last.</summary>
    public virtual IEnumerable<(string Title, IEnumerable<(Option Option, string? Key)> Options)> Groups => [];

    /// <summary>What the help ends with: examples.</summary>
    public virtual string Closing => "";

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult typed);
}

using System.CommandLine;
using SparkTfRecord.Cli;
using SparkTfRecord.Cli.Verbs;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Help_OfEveryVerb_IsAsApproved()
    {
        var approved = Path.Combine(Golden.Root, "tests/SparkTfRecord.Tests/Cli/help.approved.txt");
        var pages = string.Concat(Verbs().Select(verb => $"$ sparktfrecord {verb}--help\n{CliRun.Of([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Out}\n"));
        if (Environment.GetEnvironmentVariable("SPARKTFRECORD_APPROVE") is not null)
            File.WriteAllText(approved, pages);

        Assert.True(File.ReadAllText(approved) == pages, "The help has changed. Run this test with SPARKTFRECORD_APPROVE=1, read the difference and commit it.");
    }

    [Fact]
    public void Help_NarrowTerminal_KeepsToItsWidth()
    {
        using var output = new StringWriter();
        CommandLine.Run(["verify", "--help"], new Session { Out = output, Error = output, OutWidth = 60 });

        Assert.All(output.ToString().Split('\n').TakeWhile(l => l != "Options:"), line => Assert.True(line.Length <= 60, line));
    }

    static IEnumerable<string> Verbs()
    {
        using var nowhere = new StringWriter();
        return Names(RootVerb.Create(new Session { Out = nowhere, Error = nowhere }), "");
    }

    static IEnumerable<string> Names(Command command, string path) =>
        command.Subcommands.SelectMany(s => Names(s, $"{path}{s.Name} ")).Prepend(path);
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Cli;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Types;

/// <summary>Every row of README's tables of types and of nulls, through the whole program.</summary>
public sealed partial class TypeTableTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Convert_EveryTypeAndOption_WritesWhatWasWorkedOutByHand()
    {
        var run = CliRun.Of("convert", "--job", TypeTable.Good.Write(_directory.Path), "--verify");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(TypeTable.Good.Expected, Records().Select(TypeTable.Show));
    }

    [Fact]
    public void Convert_EveryFaultOfARow_IsCountedByItsReason()
    {
        var run = CliRun.Of("convert", "--job", TypeTable.Bad.Write(_directory.Path), "--bad-rows", "skip");
        Assert.True(run.ExitCode == 0, run.Error);
        var counts = Manifest.Read(new LocalStorage(), _directory["out"]).Runs[0].BadRows!;
        Assert.Equal(
            string.Join('\n', TypeTable.Bad.Cases.OrderBy(c => c.Name, Utf8Order.Instance).Select(c => $"{c.Name}: {c.Expected} (1)")),
            string.Join('\n', counts.Select(c => $"{c.Column}: {c.Reason} ({c.Rows})")));
        Assert.Single(Records());
    }

    [Fact]
    public void Plan_EverythingImpossible_IsToldAtOnce()
    {
        var run = CliRun.Of("plan", "--job", TypeTable.Impossible.Write(_directory.Path));
        Assert.True(run.ExitCode == 2, run.Error);
        Assert.Equal(string.Join('\n', TypeTable.Impossible.Cases.Select(c => c.Expected).Order(StringComparer.Ordinal)), string.Join('\n', Errors(run).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Readme_EveryRowOfItsTables_HasCasesOfItsTypesAndOptions()
    {
        var cases = GoodCases.All.Concat(BadCases.All).Concat(ImpossibleCases.All).ToLookup(c => c.Row);
        foreach (var row in Types().Concat(Nulls()))
        {
            Assert.True(cases.Contains(row[0]), $"README has a row '{row[0]}' without a case");
            var text = string.Concat(cases[row[0]].Select(c => $"{c.Features} {c.Expected} {ArrowTypeName.Of(c.Type)} "));
            foreach (var type in row[0].Split(", ").Where(t => !t.Contains(' ', StringComparison.Ordinal)))
                Assert.True(text.Contains(type, StringComparison.Ordinal) || row[0].StartsWith('n'), $"README's row '{row[0]}' has no case of {type}");
            foreach (Match option in Ticked().Matches(row[^1]))
                Assert.All(Words(option.Groups[1].Value), word => Assert.True(text.Contains(word, StringComparison.Ordinal), $"README's row '{row[0]}' has no case with {word}"));
        }
        var rows = Types().Concat(Nulls()).Select(r => r[0]).Append("Checks").ToHashSet();
        Assert.All(cases, c => Assert.Contains(c.Key, rows));
    }

    [Fact]
    public void Plan_TypesByDefault_HaveTheKindsOfTheReadme()
    {
        var run = CliRun.Of("plan", "--job", TypeTable.Good.Write(_directory.Path), "--json");
        var planned = JsonNode.Parse(run.Out)!["features"]!.AsArray().Where(f => f!["feature"]!.ToString() == f["column"]!.ToString()).ToLookup(f => f!["column"]!.ToString(), f => f!["kind"]!.ToString());
        var kinds = Types().Where(r => r[1] is "int64" or "float" or "bytes").ToDictionary(r => r[0], r => r[1]);
        var cases = GoodCases.All.Where(c => c.Features.Length == 0 && kinds.ContainsKey(c.Row)).ToList();
        Assert.Equal(kinds.Count, cases.Select(c => c.Row).Distinct().Count());
        Assert.All(cases, c => Assert.Equal([kinds[c.Row]], planned[c.Name]));
    }

    static IEnumerable<string[]> Types() => Table("| column (Arrow's types) |");

    static IEnumerable<string[]> Nulls() => Table("| the row holds |");

    // The rows of a table of README: their cells.
    static IEnumerable<string[]> Table(string head) => File.ReadLines(Path.Combine(Golden.Root, "README.md"))
        .SkipWhile(l => !l.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Trim('|', ' ').Split(" | ").Select(c => c.Trim(' ', '|')).ToArray());

    // `as: text` are "as" and "text"; of `x/keys` the end.
    static IEnumerable<string> Words(string option) => option.Split([':', ' ', '{', '}', '"'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.StartsWith("x/", StringComparison.Ordinal) ? w[1..] : w);

    static IEnumerable<string> Errors(CliRun run) => run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Replace("sparktfrecord: ", "", StringComparison.Ordinal));

    List<byte[]> Records() => RecordList.OfDataSet(_directory["out"]);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Ticked();
}

using SparkTfRecord.Planning;
using Spectre.Console;

namespace SparkTfRecord.Cli.Output;

/// <summary>Shows a plan: the mapping as a table, then shards, engine and warnings.</summary>
static class PlanReport
{
    const int WidthOfFiles = 4096; // a table is as wide as what it shows

    /// <summary>For people.</summary>
    public static void Write(Session session, ConversionPlan plan, string engine)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in new[] { "column", "type", "feature", "kind", "values", "notes" })
            table.AddColumn(title);
        foreach (var row in Rows(plan))
            table.AddRow(new[] { row.Column, row.Type, row.Feature, row.Kind, row.Values, row.Notes }.Select(Terminal.Cell));
        Terminal.Of(session.Out, session.Color, session.OutWidth ?? WidthOfFiles).Write(table);
        if (plan.Job.Input.Exclude.Count > 0)
            session.Out.WriteLine($"left out: {string.Join(", ", plan.Job.Input.Exclude)}");
        session.Out.WriteLine($"input:    {(plan.Shards.Count == 0 ? "rows that Spark reads" : $"{Units.Count(plan.Rows, "row")} in {Units.Count(plan.Files.Count, "file")}")}");
        session.Out.WriteLine($"output:   {Output(plan)}");
        session.Out.WriteLine($"engine:   {engine}");
        session.Out.Flush();
        Warnings.Write(session.Error, plan.Warnings);
    }

    /// <summary>For programs.</summary>
    public static PlanJson ToJson(ConversionPlan plan, string engine) =>
        new(ExitCode.Done, plan.Rows, [.. Rows(plan)], plan.Shards.Count * Math.Max(1, SplitOptions.Names(plan.Job.Splits).Count), plan.Tasks.Count, engine, plan.Warnings);

    static IEnumerable<FeatureJson> Rows(ConversionPlan plan) => plan.Features
        .OrderBy(f => plan.Columns.TakeWhile(c => c.Name != f.Column).Count())
        .Select(f => FeatureNotes.Of(f, plan.Columns.FirstOrDefault(c => c.Name == f.Column)));

    static string Output(ConversionPlan plan) =>
        $"{Shards(plan)}, codec {plan.Job.Output.Codec}, in {plan.Job.Output.Path ?? "a directory yet to be named"} (mode {EnumWord.Of(plan.Job.Output.Mode)})";

    static string Shards(ConversionPlan plan)
    {
        var splits = plan.Job.Splits is null ? "" : $" for each of {string.Join(", ", SplitOptions.Names(plan.Job.Splits))}, together";
        return plan.Shards.Count > 0 ? $"{Units.Count(plan.Shards.Count, "shard")}{splits} of about {Units.Count(plan.Rows / plan.Shards.Count, "row")}"
            : plan.Job.Output.Shards is { } count ? $"{Units.Count(count, "shard")}{splits}"
            : $"shards of about {Units.Bytes(plan.Job.Output.ShardSize ?? ShardLayout.DefaultSize)}{splits}";
    }
}

using SparkTfRecord.Planning;
using Spectre.Console;

namespace SparkTfRecord.Cli.Output;

/// <summary>Shows a plan: the mapping as a table, then shards, engine and warnings.</summary>
static class PlanReport
{
    const int WidthOfFiles = 4096; // a table is as wide as what it shows

    /// <summary>For people.</summary>
    public static void Write(Session session, ConversionPlan plan)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in new[] { "column", "type", "feature", "kind", "values", "notes" })
            table.AddColumn(title);
        foreach (var row in Rows(plan))
            table.AddRow(new[] { row.Column, row.Type, row.Feature, row.Kind, row.Values, row.Notes }.Select(Terminal.Cell));
        Terminal.Of(session.Out, session.Color, session.OutWidth ?? WidthOfFiles).Write(table);
        if (plan.Job.Input.Exclude.Count > 0)
            session.Out.WriteLine($"left out: {string.Join(", ", plan.Job.Input.Exclude)}");
        session.Out.WriteLine($"input:    {Units.Count(plan.Rows, "row")} in {Units.Count(plan.Files.Count, "file")}");
        session.Out.WriteLine($"output:   {Output(plan)}");
        session.Out.WriteLine($"engine:   {EngineOf(plan)}");
        session.Out.Flush();
        Warnings.Write(session.Error, plan.Warnings);
    }

    /// <summary>For programs.</summary>
    public static PlanJson ToJson(ConversionPlan plan) =>
        new(ExitCode.Done, plan.Rows, [.. Rows(plan)], plan.Shards.Count * Math.Max(1, SplitOptions.Names(plan.Job.Splits).Count), plan.Tasks.Count, EngineOf(plan), plan.Warnings);

    static IEnumerable<FeatureJson> Rows(ConversionPlan plan) => plan.Features
        .OrderBy(f => plan.Columns.TakeWhile(c => c.Name != f.Column).Count())
        .Select(f => FeatureNotes.Of(f, plan.Columns.FirstOrDefault(c => c.Name == f.Column)));

    static string Output(ConversionPlan plan) =>
        $"{Units.Count(plan.Shards.Count, "shard")} {(plan.Job.Splits is null ? "" : $"for each of {string.Join(", ", SplitOptions.Names(plan.Job.Splits))}, together ")}of about {Units.Count(plan.Shards.Count == 0 ? 0 : plan.Rows / plan.Shards.Count, "row")}, codec {plan.Job.Output.Codec}, "
        + $"in {plan.Job.Output.Path ?? "a directory yet to be named"} (mode {EnumWord.Of(plan.Job.Output.Mode)})";

    static string EngineOf(ConversionPlan plan)
    {
        var threads = plan.Job.Engine.Threads ?? Environment.ProcessorCount;
        return $"local, {Units.Count(Math.Min(threads, Math.Max(plan.Tasks.Count, 1)), "thread")} for {Units.Count(plan.Tasks.Count, "task")}; not started by spark-submit";
    }
}

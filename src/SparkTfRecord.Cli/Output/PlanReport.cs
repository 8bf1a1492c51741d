using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using Spectre.Console;
using TableColumn = SparkTfRecord.Planning.TableColumn;

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
        new(ExitCode.Done, plan.Rows, [.. Rows(plan)], plan.Shards.Count, plan.Tasks.Count, EngineOf(plan), plan.Warnings);

    static IEnumerable<FeatureJson> Rows(ConversionPlan plan) => plan.Features
        .OrderBy(f => plan.Columns.TakeWhile(c => c.Name != f.Column).Count())
        .Select(f => new FeatureJson(f.Column, f.Type, f.Feature, Word(f.Kind), Values(plan, f), Notes(plan, f)));

#pragma warning disable CA1308 // The kinds' names are in lower case.
    static string Word(FeatureKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    // A null leaves the key out; TensorFlow then sees no value.
    static string Values(ConversionPlan plan, FeatureMapping feature) =>
        feature.IsList ? "any number" : ColumnOf(plan, feature)?.Nullable == false ? "1" : "0 or 1";

    static TableColumn? ColumnOf(ConversionPlan plan, FeatureMapping feature) => plan.Columns.FirstOrDefault(c => c.Name == feature.Column);

    static string Notes(ConversionPlan plan, FeatureMapping feature)
    {
        var notes = new List<string>();
        if (feature.Label)
            notes.Add("label");
        if (feature.Private)
            notes.Add("private");
        if (ColumnOf(plan, feature)?.Partition == true)
            notes.Add("from the path");
        if (feature.Rounds)
            notes.Add("rounded to 32-bit float");
        return string.Join("; ", notes);
    }

    static string Output(ConversionPlan plan) =>
        $"{Units.Count(plan.Shards.Count, "shard")} of about {Units.Count(plan.Shards.Count == 0 ? 0 : plan.Rows / plan.Shards.Count, "row")}, codec {plan.Job.Output.Codec}, "
        + $"in {plan.Job.Output.Path ?? "a directory yet to be named"} (mode {Word(plan.Job.Output.Mode)})";

#pragma warning disable CA1308
    static string Word(SaveMode mode) => mode.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    static string EngineOf(ConversionPlan plan)
    {
        var threads = plan.Job.Engine.Threads ?? Environment.ProcessorCount;
        return $"local, {Units.Count(Math.Min(threads, Math.Max(plan.Tasks.Count, 1)), "thread")} for {Units.Count(plan.Tasks.Count, "task")}; not started by spark-submit";
    }
}

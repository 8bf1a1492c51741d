using System.Globalization;
using SparkTfRecord.Benchmarks.Data;

namespace SparkTfRecord.Benchmarks.Spark;

/// <summary>The measurements as Markdown: medians of the rounds, and the targets with what came of them.</summary>
sealed class SparkSpeedReport(IReadOnlyList<SparkMeasurement> measured)
{
    /// <summary>How many times a set is read to see what more rows cost, and the mark of these steps.</summary>
    public const int Times = 3;
    public const string More = ", more";

    static readonly string[] s_steps = ["noop", "discard", "DataFrame", "scan", "local"];

    // Of PERFORMANCE: spark-tfrecord 0.7.0 on 10 M rows of B.
    const double SparkTfRecordSeconds = 152.7;

    /// <summary>Prints tables and targets.</summary>
    public void Print(SampleSet[] sets)
    {
        Table("Warm session, seconds of wall (CPU)", s_steps, sets.Select(s => $"{s}"));
        Table($"The same set {Times} times", [.. s_steps.Select(s => s + More)], sets.Select(s => $"{s}"));
        Table("Whole spark-submit, seconds of wall (CPU)", ["submit Spark alone", "submit scan", "submit DataFrame"], measured.Where(m => m.Step.StartsWith("submit", StringComparison.Ordinal)).Select(m => m.Set).Distinct());
        Console.WriteLine("\n| target | reached |\n|---|---|");
        var (own, fixedCost) = (Wall("nothing", "submit Spark alone"), Wall("tiny", "submit scan"));
        Target("fixed cost ≤ Spark's own + 1 s", fixedCost - own, 1, "s");
        foreach (var set in sets.Select(s => $"{s}"))
        {
            foreach (var (amount, value) in new (string, Func<string, string, double>)[] { ("once, wall", Wall), ("once, CPU", Cpu), ("more rows, wall", MoreWall), ("more rows, CPU", MoreCpu) })
                Target($"{set}: DataFrame mode ≤ 1.15 × discarding, {amount}", value(set, "DataFrame") / value(set, "discard"), 1.15, "×");
            Target($"{set}: scan mode ≤ 1.3 × the local engine, more rows, CPU", MoreCpu(set, "scan") / MoreCpu(set, "local"), 1.3, "×");
        }
        foreach (var set in measured.Where(m => m.Set.StartsWith("B, ", StringComparison.Ordinal)).Select(m => m.Set).Distinct())
        {
            var millions = double.Parse(set.Split(' ')[1], CultureInfo.InvariantCulture);
            Target($"{set}: ≤ 1/8 of spark-tfrecord's {SparkTfRecordSeconds} s for 10 M", Wall(set, "submit scan"), SparkTfRecordSeconds / 8 * millions / 10, "s");
        }
        Console.WriteLine();
        foreach (var set in sets.Select(s => $"{s}"))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak memory of the worker process (2 tasks), {set}: scan {Peak(set, "scan"):0} MiB, DataFrame {Peak(set, "DataFrame"):0} MiB."));
    }

    void Table(string title, string[] steps, IEnumerable<string> sets)
    {
        Console.WriteLine($"\n| {title} |{string.Concat(steps.Select(s => $" {s.Replace("submit ", "", StringComparison.Ordinal).Replace(More, "", StringComparison.Ordinal)} |"))}");
        Console.WriteLine($"|---|{string.Concat(steps.Select(_ => "---|"))}");
        foreach (var set in sets)
        {
            Console.WriteLine($"| {set} |{string.Concat(steps.Select(step => double.IsNaN(Wall(set, step)) ? " – |"
                : string.Create(CultureInfo.InvariantCulture, $" {Wall(set, step):0.00} ({Cpu(set, step):0.00}) |")))}");
        }
    }

    static void Target(string name, double value, double bound, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {value:0.00} {unit}{(value <= bound ? "" : " – not reached")} |"));

    double Wall(string set, string step) => Median(set, step, m => m.Seconds);

    double Cpu(string set, string step) => Median(set, step, m => m.CpuSeconds);

    double MoreWall(string set, string step) => Wall(set, step + More) - Wall(set, step);

    double MoreCpu(string set, string step) => Cpu(set, step + More) - Cpu(set, step);

    double Peak(string set, string step) => measured.Where(m => m.Set == set && m.Step == step).Max(m => m.WorkerMegabytes);

    double Median(string set, string step, Func<SparkMeasurement, double> value)
    {
        var values = measured.Where(m => m.Set == set && m.Step == step).Select(value).Order().ToList();
        return values.Count == 0 ? double.NaN : values[values.Count / 2];
    }
}

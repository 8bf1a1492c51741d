using System.Globalization;
using SparkTfRecord.Benchmarks.Data;

namespace SparkTfRecord.Benchmarks;

/// <summary>Rows per CPU second of the encoder, for machines that are not quiet: the sets take turns, and the best and the median of many short rounds are shown.</summary>
static class EncodeMeasurement
{
    const int Rounds = 15;

    public static void Run(SampleSet[] sets)
    {
        var runs = sets.Select(set => (Set: set, Batches: EncodeRun.MakeBatches(set))).Select(r => (r.Set, r.Batches, Run: new EncodeRun(r.Batches[0].Schema))).ToArray();
        var rates = sets.ToDictionary(set => set, _ => new List<double>());
        var recordLengths = new Dictionary<SampleSet, double>();
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var (set, batches, run) in runs)
            {
                var rows = 0L;
                var bytes = 0L;
                var start = Environment.CpuUsage.TotalTime;
                TimeSpan time;
                do
                {
                    foreach (var batch in batches)
                    {
                        bytes += run.Encode(batch);
                        rows += batch.Length;
                    }
                    time = Environment.CpuUsage.TotalTime - start;
                }
                while (time < TimeSpan.FromMilliseconds(150));
                recordLengths[set] = (double)bytes / rows;
                if (round >= 0) // those before warm up
                    rates[set].Add(rows / time.TotalSeconds);
            }
        }
        Console.WriteLine("| set | bytes a record | rows/CPU s best | median | GB/CPU s best |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var set in sets)
        {
            var (best, median) = (rates[set].Max(), rates[set].Order().ElementAt(Rounds / 2));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {set} | {recordLengths[set]:0} | {best:#,0} | {median:#,0} | {best * recordLengths[set] / 1e9:0.0} |"));
        }
    }
}

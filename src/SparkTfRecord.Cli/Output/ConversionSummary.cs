using System.Globalization;
using System.Text;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Cli.Output;

/// <summary>Says in a few lines what a conversion made and how to read it.</summary>
static class ConversionSummary
{
    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter writer, ConversionResult result, Job job)
    {
        if (!result.Written)
        {
            writer.WriteLine($"{result.Path} holds a data set already; --mode ignore left it as it is.");
            return;
        }
        var seconds = Math.Max(result.Duration.TotalSeconds, 1e-3);
        writer.WriteLine($"{Units.Count(result.Rows, "row")} became {Units.Count(result.Records, "record")} in {Units.Count(result.Shards.Count, "shard")}, "
            + $"{Units.Bytes(result.Bytes)}, in {Units.Time(result.Duration)} ({Units.Rows(result.Rows / seconds)}):");
        writer.WriteLine($"  {ShardNames(result)}");
        foreach (var split in result.Splits)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {split.Split}: {Units.Count(split.Records, "record")}, {100.0 * split.Records / Math.Max(1, result.Records):0.##} % ({100 * job.Splits!.Shares[split.Split]:0.##} % wanted)"));
        if (result.Quarantine.Count > 0)
            writer.WriteLine($"  {Path.Combine(result.Path, Path.GetDirectoryName(result.Quarantine[0])!)}  {Units.Count(result.BadRows.Sum(b => b.Rows), "row")} that could not be converted; correct them and convert this directory");
        if (result.WarmupRequests > 0)
            writer.WriteLine($"  {Path.Combine(result.Path, "_warmup", "tf_serving_warmup_requests")}  {Units.Count(result.WarmupRequests, "request")} for TensorFlow Serving");
        writer.WriteLine();
        WriteHowToRead(writer, result.Path, result.Splits.Count > 0 ? result.Splits[0].Split : null, job.Features.Values.Any(f => f.Label));
    }

    static string ShardNames(ConversionResult result) => result.Shards switch
    {
        [] => result.Path,
        [var only] => Path.Combine(result.Path, only),
        [var first, .., var last] => $"{Path.Combine(result.Path, first)} … {last}",
    };

    static void WriteHowToRead(TextWriter writer, string path, string? split, bool label)
    {
        var text = new StringBuilder().AppendPython(path);
        writer.WriteLine(
            $"""
            In Python{(StoragePath.IsRemote(path) ? ", beside a copy of _feature_spec.py" : "")}:
              {(StoragePath.IsRemote(path) ? "" : $"import sys; sys.path.insert(0, {text})\n  ")}import _feature_spec
              for {(label ? "features, label" : "features")} in _feature_spec.dataset({text}, {(split is null ? "" : $"\"{split}\", ")}batch=32): ...
            """);
    }
}

using BenchmarkDotNet.Running;
using SparkTfRecord.Benchmarks;
using SparkTfRecord.Benchmarks.Data;
using SparkTfRecord.Benchmarks.Spark;
using SparkTfRecord.Spark;

// generate DIR [A|B|C|D|E] [rows]    writes the sample sets as Parquet files; all of them unless one is named
// encode [A|B|C|D|E ...]             rows per CPU second of the encoder
// convert FILE ...                   rows per CPU second of a conversion and its steps, of two threads, and memory
// spark DIR PROGRAM [--short] [A|B|C|D|E ...]    the table for Spark; see spark.sh
// anything else                      BenchmarkDotNet's own arguments
if (SparkWorker.TryRun(args, SessionMeasurement.Work))
    return;
if (SparkConverter.IsDriver)
{
    if (args is [_, "session", .. var session])
        SessionMeasurement.Run(session);
    else
        SessionMeasurement.RunNothing();
    return;
}
if (args is ["spark", var place, var program, .. var which])
{
    var isShort = which is ["--short", ..];
    SampleSet[] chosen = [.. which.Skip(isShort ? 1 : 0).Select(Enum.Parse<SampleSet>)];
    if (chosen.Length == 0)
        chosen = isShort ? [SampleSet.A, SampleSet.B] : Enum.GetValues<SampleSet>();
    new SparkSpeed(place, program).Run(chosen, rounds: isShort ? 1 : 3, millions: isShort ? 0 : 10);
    return;
}
if (args is ["generate", var directory, .. var rest])
{
    Directory.CreateDirectory(directory);
    foreach (var set in rest.Length > 0 ? [Enum.Parse<SampleSet>(rest[0])] : Enum.GetValues<SampleSet>())
        SampleFile.Write(Path.Combine(directory, $"{set}.parquet"), set, rest.Length > 1 ? int.Parse(rest[1]) : SampleData.DefaultRows(set));
    return;
}
if (args is ["encode", .. var names])
{
    EncodeMeasurement.Run(names.Length > 0 ? [.. names.Select(Enum.Parse<SampleSet>)] : Enum.GetValues<SampleSet>());
    return;
}
if (args is ["convert-once", var file, var threads])
{
    ConvertMeasurement.RunOnce(file, int.Parse(threads));
    return;
}
if (args is ["convert", .. var files])
{
    ConvertMeasurement.Run(files);
    return;
}
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
Environment.ExitCode = summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;

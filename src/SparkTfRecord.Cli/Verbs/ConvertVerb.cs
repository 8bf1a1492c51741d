using System.CommandLine;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>convert</c>: a table becomes a data set.</summary>
sealed class ConvertVerb : Verb
{
    readonly Session _session;
    readonly JobOptions _job;
    readonly Option<int?> _exitCodeWhenEmpty = CommonOptions.Number(0, "Exit code when the input has no rows (default 0)", "--exit-code-when-empty");

    /// <summary>The verb.</summary>
    public ConvertVerb(Session session) : base("convert", "Convert a table into a TFRecord data set.")
    {
        _session = session;
        _job = new(this, outputRequired: true);
        Add(_exitCodeWhenEmpty);
        Add(CommonOptions.Json);
        Add(CommonOptions.Quiet);
    }

    public override IReadOnlyList<string> Usage => ["convert INPUT… OUTPUT [options]", "convert --job FILE [options]"];

    public override IEnumerable<(string, IEnumerable<(Option, string?)>)> Groups => _job.Groups;

    public override string Closing =>
        """
        In brackets: the option's key in a job file; the long option of output.shardSize is --output-shard-size, and so on.

        Examples:
          sparktfrecord convert rows.parquet out
          sparktfrecord convert 'data/day=*/*.parquet' out --where "day >= '2026-11-01'" --shards 64 --codec gzip
          sparktfrecord convert --job job.json --set ds=2026-11-22

        Exit codes: 0 done, 1 the data or the storage failed, 2 wrong usage or plan (nothing was written), 75 another job holds the output
        (try again), 130 and 143 stopped by SIGINT and SIGTERM. Whatever the code: the output directory is complete, as it was, or not there.
        """;

    protected override int Run(ParseResult typed)
    {
        var job = _job.Read(typed);
        var quiet = typed.GetValue(CommonOptions.Quiet);
        var result = Convert(job, quiet);
        if (!quiet)
            Warnings.Write(_session.Error, result.Warnings);
        if (typed.GetValue(CommonOptions.Json))
            WriteJson(result); // the last line, also where spark-submit makes one stream of both
        else if (!quiet)
            ConversionSummary.Write(_session.Out, result, job);
        return result is { Written: true, Rows: 0 } && typed.GetValue(_exitCodeWhenEmpty) is { } code ? code : ExitCode.Done;
    }

    ConversionResult Convert(Job job, bool quiet)
    {
        var report = new ProgressReport();
        ConversionResult Work() => Engine.Convert(job, report, _session, quiet);
        if (quiet)
            return Work();
        if (_session.ErrorIsTerminal)
            return ProgressBar.Run(_session, report, Work);
        using var log = new ProgressLog(report, _session.Error);
        return Work();
    }

    void WriteJson(ConversionResult r) => ResultJson.Write(
        _session.Out,
        new ConvertJson(
            ExitCode.Done, r.Path, r.Written, r.Rows, r.Records, r.Bytes, r.Shards, r.BadRows, r.Quarantine, r.Splits, r.WarmupRequests, r.Duration.TotalSeconds, r.Warnings),
        ResultJson.Default.ConvertJson);
}

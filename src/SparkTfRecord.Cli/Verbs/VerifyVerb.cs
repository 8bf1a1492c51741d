using System.CommandLine;
using System.Diagnostics;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>verify</c>: reads data sets and files back.</summary>
sealed class VerifyVerb : Verb
{
    readonly Session _session;
    readonly RecordFileOptions _files;
    readonly Option<int?> _threads = CommonOptions.Number(1, "Threads to use, one a file; unset: one a core", "--threads");

    /// <summary>The verb.</summary>
    public VerifyVerb(Session session) : base("verify", "Check every length, CRC and record of data sets and TFRecord files.")
    {
        _session = session;
        _files = new(this);
        Add(_threads);
        Add(CommonOptions.Json);
        Add(CommonOptions.Quiet);
    }

    public override IReadOnlyList<string> Usage => ["verify PATH… [options]"];

    public override string Closing =>
        """
        A data set is checked against its manifest: files that are missing, too many, or changed are faults too.
        Exit codes: 0 all is sound, 1 faults (one line each, with file, record and byte), 2 wrong usage.
        """;

    protected override int Run(ParseResult typed)
    {
        var watch = Stopwatch.StartNew();
        var (paths, codec, recordType) = _files.Typed(typed);
        var result = new DataSetVerifier(new LocalStorage(), typed.GetValue(_threads)).Verify(paths, codec, recordType, _session.Stop);
        if (result is { Files: 0, Faults: [] })
            throw new PlanException($"'{string.Join("', '", paths)}': no TFRecord files; name a data set's directory, or files.");
        foreach (var fault in result.Faults)
            _session.Error.WriteLine($"sparktfrecord: {OneLine.Of(fault)}");
        var code = result.Faults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        var seconds = watch.Elapsed.TotalSeconds;
        if (typed.GetValue(CommonOptions.Json))
            ResultJson.Write(_session.Out, new VerifyJson(code, result.Files, result.Records, result.Bytes, seconds, result.Faults), ResultJson.Default.VerifyJson);
        else if (!typed.GetValue(CommonOptions.Quiet))
            _session.Out.WriteLine(Summary(result, watch.Elapsed));
        return code;
    }

    static string Summary(VerifyResult result, TimeSpan time)
    {
        var read = $"{Units.Count(result.Files, "file")}, {Units.Count(result.Records, "record")}, {Units.Bytes(result.Bytes)} in {Units.Time(time)} "
            + $"({Units.Bytes(result.Bytes / Math.Max(time.TotalSeconds, 1e-3))}/s)";
        return result.Faults.Count == 0 ? $"{read}: all sound" : $"{read}: {Units.Count(result.Faults.Count, "fault")}";
    }
}

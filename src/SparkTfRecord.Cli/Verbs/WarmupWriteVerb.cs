using System.CommandLine;
using SparkTfRecord.Cli.Inspection;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Checks;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>warmup write</c>: rows become the requests that TensorFlow Serving replays when it loads a model.</summary>
sealed class WarmupWriteVerb : Verb
{
    readonly Session _session;
    readonly JobOptions _job;
    readonly Option<string> _file = new("--output", "-o") { HelpName = "FILE", Description = "Where the file goes (- is standard output); unset: into the model version's assets.extra" };

    /// <summary>The verb.</summary>
    public WarmupWriteVerb(Session session) : base("write", "Write the warm-up file of a model, from rows of a table, of TFRecord files, or those that convert kept.")
    {
        _session = session;
        _job = new(this, outputRequired: false, "input", "features", "separator", "warmup");
        Options.Single(o => o.Name == "--warmup-rows").Aliases.Add("--rows");
        Add(_file);
        Add(CommonOptions.Json);
        Add(CommonOptions.Quiet);
    }

    public override IReadOnlyList<string> Usage => ["warmup write INPUT… --model MODEL [-o FILE] [options]", "warmup write --job FILE --model MODEL [options]"];

    public override IEnumerable<(string, IEnumerable<(Option, string?)>)> Groups => _job.Groups;

    public override string Closing =>
        """
        MODEL is a version's directory, the directory above (the newest version is taken), or a bare saved_model.pb (then -o says where the file goes).
        Inputs are fed by the features and columns of their names; --warmup-inputs-columns INPUT=a,b,c packs others.

        Examples:
          sparktfrecord warmup write out/_warmup --model export/17
          sparktfrecord warmup write rows.parquet --model export --rows 0,5 --batch-sizes 1,8,32 --mask name=hash
          sparktfrecord warmup write rows.parquet --model saved_model.pb -o - > tf_serving_warmup_requests
        """;

    protected override int Run(ParseResult typed)
    {
        var job = Placeholders.Resolve(_job.Read(typed), Environment.GetEnvironmentVariable);
        var options = job.Warmup is { } asked && (asked.Model is not null || asked.Inputs.Count > 0)
            ? asked
            : throw new PlanException("there is no model: name it with --model, or say what it takes with --warmup-inputs-columns and -o.");
        var location = options.Model is { } path ? ModelLocation.Find(path) : null;
        var target = typed.GetValue(_file) ?? Target(location);
        var rows = WarmupRowSource.Read(job, _job.Typed(typed), out var sampled, _session.Stop);
        var requests = RequestSet.Make(options, rows, sampled);
        var content = WarmupRecords.Write(requests.Logs);
        if (location is not null)
            ReadBack(location, content);
        Publish(target, content);
        IReadOnlyList<string> warnings = [.. requests.Warnings, .. WarmupProblem.InClear(options, requests.Sent)];
        var quiet = typed.GetValue(CommonOptions.Quiet);
        if (!quiet)
            Warnings.Write(_session.Error, warnings);
        if (typed.GetValue(CommonOptions.Json) && target != "-")
            ResultJson.Write(_session.Out, new WarmupJson(ExitCode.Done, target, requests.Logs.Count, rows.Count, content.Length, warnings), ResultJson.Default.WarmupJson);
        else if (!quiet)
            (target == "-" ? _session.Error : _session.Out).WriteLine($"{target}  {Units.Count(requests.Logs.Count, "request")} from {Units.Count(rows.Count, "row")}{Of(location)}");
        return ExitCode.Done;
    }

    static string Target(ModelLocation? location) => location?.Extra is { } extra
        ? Path.Combine(extra, WarmupFiles.RequestsName)
        : throw new PlanException($"'{location?.SavedModel}' is no version's directory: say with -o where the file goes.");

    static string Of(ModelLocation? location) => location?.Version is { } version ? $" for {location.Name}, version {Path.GetFileName(version)}" : "";

    // What the server would refuse is never published.
    static void ReadBack(ModelLocation location, byte[] requests)
    {
        var check = new WarmupCheck(SavedModelFile.Read(location.SavedModel), BatchingParameters.Find(location));
        if (check.Run(new MemoryStream(requests), WarmupFiles.RequestsName) is [var fault, ..])
            throw new InvalidDataException($"nothing was written: {fault}");
    }

    void Publish(string target, byte[] requests)
    {
        if (target == "-")
        {
            _session.Out.Flush();
            using var output = Console.OpenStandardOutput();
            output.Write(requests);
            return;
        }
        var storage = new LocalStorage();
        var file = Path.GetFullPath(target);
        storage.CreateDirectory(Path.GetDirectoryName(file)!);
        storage.WriteFile(file, requests);
    }
}

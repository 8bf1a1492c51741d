using System.CommandLine;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Serving.Checks;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>warmup check</c>: would TensorFlow Serving load the model with this file?</summary>
sealed class WarmupCheckVerb : Verb
{
    readonly Session _session;
    readonly Argument<string> _model = new("MODEL") { Description = "A version's directory, the one above (the newest version), or a saved_model.pb" };
    readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "The warm-up file; unset: the model's own" };

    /// <summary>The verb.</summary>
    public WarmupCheckVerb(Session session) : base("check", "Check a warm-up file against a model: everything that would keep TensorFlow Serving from loading or warming it.")
    {
        _session = session;
        Add(_model);
        Add(_file);
        Add(CommonOptions.Json);
        Add(CommonOptions.Quiet);
    }

    public override IReadOnlyList<string> Usage => ["warmup check MODEL [FILE]"];

    public override string Closing => "Exit codes: 0 nothing found, 1 faults (one line each, with the record's number and the way out), 2 wrong usage.";

    protected override int Run(ParseResult typed)
    {
        var location = ModelLocation.Find(typed.GetValue(_model)!);
        var file = typed.GetValue(_file) ?? Own(location);
        var check = new WarmupCheck(SavedModelFile.Read(location.SavedModel), BatchingParameters.Find(location));
        using var stream = File.OpenRead(file);
        var faults = check.Run(stream, file).Select(f => f.ToString()).ToList();
        var code = faults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        if (typed.GetValue(CommonOptions.Json))
            ResultJson.Write(_session.Out, new WarmupCheckJson(code, file, check.Records, faults), ResultJson.Default.WarmupCheckJson);
        foreach (var fault in faults)
            _session.Error.WriteLine($"sparktfrecord: {OneLine.Of(fault.ToString())}");
        if (faults.Count == 0 && !typed.GetValue(CommonOptions.Json) && !typed.GetValue(CommonOptions.Quiet))
            _session.Out.WriteLine($"{file}  {Units.Count(check.Records, "request")}, no fault");
        return code;
    }

    static string Own(ModelLocation location)
    {
        var extra = location.Extra ?? throw new PlanException($"'{location.SavedModel}' is no version's directory: name the warm-up file too.");
        var file = Path.Combine(extra, WarmupFiles.RequestsName);
        if (File.Exists(file))
            return file;
        // The server looks for this one name in this one place, and says nothing when it is not there.
        var misplaced = Directory.EnumerateFiles(location.Version!, $"*{WarmupFiles.RequestsName}*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault();
        throw new InvalidDataException(misplaced is null
            ? $"{file}: there is no warm-up file, so the model is loaded cold; make one with 'sparktfrecord warmup write'"
            : $"{misplaced}: the server does not look here; rename it to {file}");
    }
}

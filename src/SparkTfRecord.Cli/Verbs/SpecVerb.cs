using System.CommandLine;
using System.Text;
using SparkTfRecord.Cli.Inspection;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.FeatureSpecs;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>spec</c>: how TensorFlow reads any TFRecord file, found by looking into it.</summary>
sealed class SpecVerb : Verb
{
    readonly Session _session;
    readonly RecordFileOptions _files;
    readonly Option<int?> _sample = CommonOptions.Number(1, "How many records to look at (default 1000)", "--records", "-n");
    readonly Option<bool> _json = new("--json") { Description = "JSON instead of a Python module" };

    /// <summary>The verb.</summary>
    public SpecVerb(Session session) : base("spec", "Print how TensorFlow reads TFRecord files, as a Python module, by looking at some records.")
    {
        _session = session;
        _files = new(this);
        Add(_sample);
        Add(_json);
    }

    public override IReadOnlyList<string> Usage => ["spec PATH… [-n N] > feature_spec.py"];

    public override string Closing =>
        """
        The shortest sample that shows every case is the whole input: a feature that is missing only later must be ragged, and nobody can know.
        A data set written by sparktfrecord has an exact _feature_spec.py.
        """;

    protected override int Run(ParseResult typed)
    {
        var files = _files.Files(typed);
        if (files.FirstOrDefault(f => f.Codec != files[0].Codec) is { } other)
            throw new PlanException($"'{other.Path}' is {other.Codec} and '{files[0].Path}' {files[0].Codec}: TensorFlow reads one codec at a time; name them apart, or say --codec.");
        if (files.FirstOrDefault(f => f.RecordType != files[0].RecordType) is { } foreign)
            throw new PlanException($"'{foreign.Path}' holds {foreign.RecordType} records and '{files[0].Path}' {files[0].RecordType}: no one spec reads both; name them apart.");
        var sampler = new SpecSampler(files[0].RecordType);
        var records = RecordFileOptions.Read(files, typed.GetValue(_sample) ?? 1000, (record, _) => sampler.Add(record), _session.Stop);
        if (records == 0)
            throw new InvalidDataException($"{files[0].Path}: no record to look at.");
        var root = CommonDirectory(files);
        var spec = new FeatureSpec
        {
            RecordType = files[0].RecordType,
            Compression = files[0].Codec.TensorFlowName,
            Shards = ShardSet.Group(files.Select(f => Path.GetRelativePath(root, f.Path))),
            Features = sampler.Features,
        };
        _session.Out.Write(Encoding.UTF8.GetString(typed.GetValue(_json) ? spec.ToJson() : spec.ToPython()));
        _session.Error.WriteLine($"{Units.Count(records, "record")} looked at; file names start at {root}");
        return ExitCode.Done;
    }

    static string CommonDirectory(IReadOnlyList<RecordFile> files) =>
        files.Select(f => Path.GetDirectoryName(Path.GetFullPath(f.Path))!).Aggregate((a, b) =>
        {
            while (!$"{b}/".StartsWith($"{a.TrimEnd('/')}/", StringComparison.Ordinal))
                a = Path.GetDirectoryName(a)!;
            return a;
        });
}

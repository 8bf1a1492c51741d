using System.Text.Json;
using System.Text.RegularExpressions;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>What is in the output directory before a job writes to it.</summary>
sealed partial class ExistingDataSet
{
    // What mkfs leaves in a new filesystem: it is nobody's data, and a volume mounted at the output has it.
    const string LostAndFound = "lost+found";

    readonly string _path;
    readonly string? _manifestProblem;

    ExistingDataSet(IStorage storage, string path)
    {
        _path = path;
        var entry = storage.Find(path);
        if (entry is { IsDirectory: false })
            Throw.OutputIsAFile(path);
        Exists = entry is not null;
        if (!Exists)
            return;
        var inside = OutputPlace.Inside(path);
        var entries = storage.List(path);
        Names = [.. entries.Where(e => e.Name != LostAndFound && !inside.IsWorking(e)).Select(e => e.Name)];
        IsBeingChanged = entries.Where(inside.IsStaging).Any(e => storage.Find(new StagingDirectory(e.Path).Journal) is not null);
        try
        {
            Manifest = Manifest.Find(storage, path);
        }
        catch (InvalidDataException e)
        {
            _manifestProblem = e.Message.TrimEnd('.');
        }
    }

    /// <summary>Whether the directory exists.</summary>
    public bool Exists { get; }

    /// <summary>Whether a commit is on its way in it, or was cut off: it is neither the old data set nor the new one then.</summary>
    public bool IsBeingChanged { get; }

    /// <summary>Names in the directory, without those that belong to the writing.</summary>
    public IReadOnlyList<string> Names { get; } = [];

    /// <summary>Its manifest; null when there is none, or none that can be read.</summary>
    public Manifest? Manifest { get; }

    /// <summary>Whether mode error must refuse: there is a manifest, <c>_SUCCESS</c> or something visible.</summary>
    public bool HoldsData => Names.Any(n => n is Manifest.FileName or DataSetOutput.SuccessName or not ['_' or '.', ..]);

    /// <summary>Names that the manifest does not account for.</summary>
    public IReadOnlyList<string> Foreign => [.. Names.Except(Manifest is null ? [] : OwnNames(Manifest))];

    public static ExistingDataSet Read(IStorage storage, string path) => new(storage, path);

    /// <summary>Top-level names of a data set.</summary>
    public static IEnumerable<string> OwnNames(Manifest manifest) =>
        [.. manifest.Shards.Select(s => s.Name), .. manifest.Sidecars.Select(s => s.Split('/')[0]), Manifest.FileName, DataSetOutput.SuccessName];

    /// <summary>Refuses what the save mode forbids.</summary>
    /// <exception cref="PlanException">The mode refuses what is there.</exception>
    public void Check(ConversionPlan plan)
    {
        if (!HoldsData)
            return;
        switch (plan.Job.Output.Mode)
        {
            case SaveMode.Error:
                Throw.OutputExists(_path);
                break;
            case SaveMode.Overwrite when !plan.Job.Output.OverwriteForeign && Foreign.Count > 0:
                Throw.OutputHasForeignFiles(_path, Foreign, _manifestProblem);
                break;
            case SaveMode.Append when Manifest is null:
                Throw.AppendWithoutManifest(_path, _manifestProblem);
                break;
            case SaveMode.Append:
                CheckSame(Manifest, plan);
                break;
        }
    }

    /// <summary>The plan of an append with what is private in the data set kept so: what was hidden once does not come to light by the next job.</summary>
    public ConversionPlan KeepPrivate(ConversionPlan plan)
    {
        var hidden = Manifest?.Features.Where(f => f.Private).Select(f => f.Feature).ToHashSet() ?? [];
        return plan.Job.Output.Mode != SaveMode.Append || hidden.Count == 0
            ? plan
            : plan with { Features = [.. plan.Features.Select(f => hidden.Contains(f.Feature) ? f with { Private = true } : f)] };
    }

    void CheckSame(Manifest manifest, ConversionPlan plan)
    {
        List<string> problems = [];
        Compare("the codec", manifest.Codec, plan.Job.Output.Codec);
        Compare("the record type", manifest.RecordType.ToString(), plan.Job.Output.RecordType.ToString());
        Compare("the splits", Splits(manifest.Splits()), Splits(SplitOptions.Names(plan.Job.Splits)));
        var added = plan.Features.ToDictionary(f => f.Feature);
        foreach (var feature in manifest.Features)
        {
            if (!added.Remove(feature.Feature, out var other))
                Compare($"feature '{feature.Feature}'", Describe(feature), "left out");
            else if (Describe(Plainly(feature)) != Describe(Plainly(other)))
                Compare($"feature '{feature.Feature}'", Describe(feature), Describe(other));
            else
                Compare($"feature '{feature.Feature}'", Rules(feature), Rules(other));
        }
        foreach (var feature in added.Values)
            Compare($"feature '{feature.Feature}'", "not in it", Describe(feature));
        if (problems.Count > 0)
            Throw.AppendDiffers(problems);

        void Compare(string what, string existing, string appended)
        {
            if (existing != appended)
                problems.Add($"cannot append to '{_path}': {what} is {existing} there and {appended} in this job; make them equal, choose --mode overwrite or another --output.");
        }
    }

    static string Splits(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    static string Describe(FeatureMapping feature) => $"{feature.Kind.ToString().ToLowerInvariant()}{(feature.IsList ? " list" : "")} from {feature.Type}";

    // What the records and the feature spec depend on; not where in the table the values come from.
    static string Rules(FeatureMapping feature) => JsonSerializer.Serialize(
        Plainly(feature) with { Column = "", Path = [], Rounds = false, Private = false }, PlanningJson.Default.FeatureMapping);

    static FeatureMapping Plainly(FeatureMapping feature) => feature with { Type = Plain(feature.Type) };

    // Values are the same however they are stored. Rows of a quarantine have the types of their file: int32 where the table has int64, lists of any length, a
    // partition column as a dictionary.
    static string Plain(string type) => Width().Replace(Wrapping().Replace(type, "$1$2"), "$1").Replace("double", "float", StringComparison.Ordinal);

    [GeneratedRegex(@"dictionary<([^<>]*)>|large_|_view|fixed_size_(list<[^<>]*>)\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Wrapping();

    [GeneratedRegex(@"\bu?(int|float|date|decimal|timestamp|time|duration)\d*(?:\[[^\]]*\])?", RegexOptions.CultureInvariant)]
    private static partial Regex Width();
}

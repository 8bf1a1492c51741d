using System.Text.Json;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>The <c>_feature_spec.json</c> that a data set must have, but for its files and their number of records.</summary>
/// <param name="file">Where it was read from.</param>
/// <param name="spec">What it says.</param>
sealed class ExpectedSpec(string file, FeatureSpec spec)
{
    /// <summary>Reads the spec that a job expects; null when it expects none.</summary>
    /// <exception cref="PlanException">There is no such file, or it is no feature spec.</exception>
    public static ExpectedSpec? Of(Job job)
    {
        if (job.ExpectSpec is not { } file)
            return null;
        try
        {
            var spec = JsonSerializer.Deserialize(File.ReadAllBytes(file), FeatureSpecJson.Default.FeatureSpec);
            return spec is { Version: 1 } && IsSound(spec) ? new(file, spec) : throw new PlanException(Problem.ExpectedSpec(file, "it is damaged, or of another version"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PlanException(Problem.ExpectedSpec(file, e.Message.TrimEnd('.')));
        }
    }

    // What the reader of JSON takes and what nobody has written.
    static bool IsSound(FeatureSpec spec) =>
        spec.Features?.All(f => f?.Name is not null) == true && spec.Features.DistinctBy(f => f.Name).Count() == spec.Features.Count && spec.Splits?.Contains(null!) != true;

    /// <summary>Checks what is known of the data set before its rows are.</summary>
    /// <exception cref="PlanException">It will differ, whatever the rows.</exception>
    public void Check(ConversionPlan plan)
    {
        var job = plan.Job;
        var found = FeatureSpec.Of(job.Output.RecordType, plan.Features, new long[plan.Features.Count], [], Codec.Named(job.Output.Codec));
        if (job.Splits is not null)
            found = found with { Splits = [.. SplitOptions.Names(job.Splits).Select(name => new SplitSpec(name, 0, []))] };
        if (Differences(Fit(found)) is { Count: > 0 } differences)
            throw new PlanException([.. differences.Select(d => Problem.SpecDiffers(file, d))]);
    }

    /// <summary>The spec of a data set as it is to be written: what is expected to be ragged is, also when no row lacks a value this time.</summary>
    /// <exception cref="InvalidDataException">It differs from what is expected.</exception>
    public FeatureSpec Require(FeatureSpec found)
    {
        found = Fit(found);
        if (Differences(found) is { Count: > 0 } differences)
            Throw.SpecDiffers(file, differences);
        return found;
    }

    FeatureSpec Fit(FeatureSpec found)
    {
        var ragged = spec.Features.Where(f => f.Shape is null).Select(f => f.Name).ToHashSet();
        return found with { Features = [.. found.Features.Select(f => ragged.Contains(f.Name) ? f with { Shape = null } : f)] };
    }

    List<string> Differences(FeatureSpec found)
    {
        var differences = new List<string>();
        Compare("record type", spec.RecordType.ToString(), found.RecordType.ToString());
        Compare("compression", Quoted(spec.Compression), Quoted(found.Compression));
        Compare("label", Quoted(spec.Label), Quoted(found.Label));
        Compare("splits", Names(spec), Names(found));
        var expected = spec.Features.ToDictionary(f => f.Name);
        foreach (var feature in found.Features)
            Compare($"feature '{feature.Name}'", expected.Remove(feature.Name, out var other) ? Describe(other) : "not in it", Describe(feature), feature.Nulls > 0 ? $", without a value in {feature.Nulls} records" : "");
        foreach (var feature in expected.Values)
            Compare($"feature '{feature.Name}'", Describe(feature), "left out");
        return differences;

        void Compare(string what, string there, string here, string note = "")
        {
            if (there != here)
                differences.Add($"{what}: {there} there, {here} here{note}");
        }
    }

    static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "none" : $"'{text}'";

    static string Names(FeatureSpec spec) => spec.Splits is { } splits ? string.Join(", ", splits.Select(s => s.Name)) : "none";

    static string Describe(ParsedFeature feature)
    {
        var shape = feature.Shape is null ? "" : $" [{string.Join(", ", feature.Shape)}]";
        var steps = feature.StepShape is null ? "" : ", a value a step";
        var scale = feature.Scale is { } digits ? $", times 10^-{digits}" : "";
        return $"{feature.Dtype} by {(feature.Part is { } part ? $"{part.ToString().ToLowerInvariant()} " : "")}{feature.Parse}{shape}{steps}{scale}";
    }
}

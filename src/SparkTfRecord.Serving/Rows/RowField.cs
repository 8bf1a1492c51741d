using SparkTfRecord.Examples;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Models;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Something that model inputs can be made of: a feature under its name, or a column of the table that is no feature of the same name.</summary>
/// <param name="Name">The name that an input finds it by.</param>
/// <param name="Source">The column it comes from.</param>
/// <param name="Feature">Its kind in Examples; null for a column that is no feature.</param>
/// <param name="Form">What its rows look like; null when no tensor can hold them.</param>
/// <param name="Private">Its values must not appear in messages, nor unmasked in a warm-up file.</param>
sealed record RowField(string Name, string Source, FeatureKind? Feature, ColumnForm? Form, bool Private)
{
    /// <summary>Whether it is a feature of the Examples that a model parses; without a spec every feature is.</summary>
    public bool IsIn(ExampleSpec? spec) => Feature is not null && spec?.Features.ContainsKey(Name) != false;

    /// <summary>The fields of a planned conversion.</summary>
    public static IReadOnlyList<RowField> Of(ConversionPlan plan)
    {
        var features = plan.Features.Select(f => new RowField(f.Feature, f.Column, f.Kind, FormOf(f), f.Private)).ToList();
        var hidden = features.Select(f => f.Name).ToHashSet();
        var columns = plan.Columns.Where(c => !hidden.Contains(c.Name)).Select(c => new RowField(
            c.Name, c.Name, null, ColumnForm.Of(c.Type), plan.Features.Any(f => f.Column == c.Name && f.Private)));
        return [.. features, .. columns];
    }

    static ColumnForm FormOf(FeatureMapping feature) => new(
        feature.Kind, feature.IsList, feature.IsList ? ParsedFeature.Of(feature, 0).Shape is [var width] ? width : null : 1);
}

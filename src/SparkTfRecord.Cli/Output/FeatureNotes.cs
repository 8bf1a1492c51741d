using SparkTfRecord.Examples;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Output;

/// <summary>Says in a few words how a column becomes a feature.</summary>
static class FeatureNotes
{
    /// <summary>A line of the plan.</summary>
    public static FeatureJson Of(FeatureMapping feature, TableColumn? column) => new(
        string.Join('.', [feature.Column, .. feature.Path]), feature.Type, feature.Feature, EnumWord.Of(feature.Kind), Values(feature, column), string.Join("; ", Notes(feature, column)));

    // A null leaves the key out; TensorFlow then sees no value.
    static string Values(FeatureMapping feature, TableColumn? column) => feature switch
    {
        { IsList: true, Checks.Length: { } length } => $"{length}",
        { IsList: true } => "any number",
        { Null: not NullPolicy.Missing } or { Part: FeaturePart.Missing } => "1",
        _ => column?.Nullable == false ? "1" : "0 or 1",
    };

    static IEnumerable<string> Notes(FeatureMapping feature, TableColumn? column)
    {
        if (feature.Label)
            yield return "label";
        if (feature.Private)
            yield return "private";
        if (column?.Partition == true)
            yield return "from the path";
        if (Place(feature.Place) is { } place)
            yield return place;
        if (Form(feature) is { } form)
            yield return form;
        if (feature.Unit is { } unit)
            yield return $"in {TimeUnitWord.Of(unit)}";
        if (feature.Rounds)
            yield return $"rounded to 32-bit float (lossless: as {Lossless(feature)})";
        if (feature.SameLengthAs is { } other)
            yield return $"as many as {other}";
        foreach (var note in Nulls(feature).Concat(feature.Checks is { } checks ? Checks(checks) : []))
            yield return note;
    }

    static string? Place(FeaturePlace place) => place switch
    {
        FeaturePlace.Context => "context",
        FeaturePlace.Steps => "sequence, a value a step",
        FeaturePlace.StepLists => "sequence, a list a step",
        FeaturePlace.Record => "the record",
        _ => null,
    };

    static string Lossless(FeatureMapping feature) =>
        feature.Part != FeaturePart.Values ? "json"
        : !feature.Type.Contains("decimal", StringComparison.Ordinal) ? "text, raw"
        : int.TryParse(feature.Type.Split('(', ',')[1], out var digits) && digits <= FeatureTypes.Int64Digits ? "int64, text"
        : "text";

    static string? Form(FeatureMapping feature) => (feature.Part, feature.Form) switch
    {
        (FeaturePart.RowLengths, _) => "lengths of the inner lists",
        (FeaturePart.Missing, _) => "1 where the value is null",
        (FeaturePart.VectorDense, _) => "sparse vectors filled with zeros",
        (_, ValueForm.Text) => "as text",
        (_, ValueForm.Raw) => "as 8 bytes, little endian",
        (_, ValueForm.Unscaled) => $"times 10^-{feature.Scale}",
        (_, ValueForm.Json) => "as JSON",
        (_, ValueForm.Tensor) => "as a serialized TensorProto",
        _ => null,
    };

    static IEnumerable<string> Nulls(FeatureMapping feature)
    {
        if (feature.Null == NullPolicy.Fail)
            yield return "null: a bad row";
        if (feature.Null == NullPolicy.Default)
            yield return $"null: {feature.Default}";
        if (feature.NullElement == NullPolicy.Missing)
            yield return "nulls in lists dropped";
        if (feature.NullElement == NullPolicy.Default)
            yield return $"null in a list: {feature.ElementDefault}";
        if (feature.EmptyIsMissing)
            yield return "empty lists left out";
    }

    static IEnumerable<string> Checks(FeatureChecks checks)
    {
        if (checks.MaxLength is { } most)
            yield return $"at most {most}{(checks.Truncate ? ", truncated" : "")}";
        if (checks.Min is { } min)
            yield return $"≥ {min}";
        if (checks.Max is { } max)
            yield return $"≤ {max}";
        if (checks.Finite)
            yield return "finite";
        if (checks.OneOf.Count > 0)
            yield return $"one of {string.Join(", ", checks.OneOf)}";
    }
}

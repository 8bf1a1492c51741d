using System.Globalization;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Gives a feature what the job says about its nulls and about checks.</summary>
sealed class FeaturePolicies(FeatureMapping feature, FeatureOptions wish, List<string> problems)
{
    /// <summary>The feature with its policies; those that make no sense for it are problems.</summary>
    public FeatureMapping Apply()
    {
        if (feature.IsList)
            Refuse(wish.Null?.Value is not null, "null.default", "a list has no default; leave it missing, or fill it upstream");
        else
            RefuseForValues();
        Refuse(wish.TooLong is not null && wish.MaxLength is null, "tooLong", "it belongs to maxLength; give that too");
        Refuse(wish.Length is not null && wish.MaxLength is not null, "maxLength", "length is exact already; give one of them");
        Refuse(wish.Finite is true && feature.Kind != FeatureKind.Float, "finite", "only floats can be NaN or infinite; leave it out");
        Refuse((wish.Min ?? wish.Max) is not null && feature.Kind == FeatureKind.Bytes, "min and max", "bytes have no order; use oneOf, or filter upstream");
        if (feature.Form is ValueForm.Raw or ValueForm.Tensor)
            RefuseTexts(feature.Form == ValueForm.Raw ? "as raw" : "nested tensor");
        return feature with
        {
            Null = wish.Null?.Policy ?? NullPolicy.Missing,
            Default = Value(wish.Null?.Value, "null.default"),
            NullElement = wish.NullElement?.Policy ?? NullPolicy.Fail,
            ElementDefault = Value(wish.NullElement?.Value, "nullElement.value"),
            EmptyIsMissing = wish.Empty is EmptyList.Missing,
            Checks = Checks(),
        };
    }

    void RefuseForValues()
    {
        const string ListsOnly = "it is for lists; leave it out";
        Refuse(wish.NullElement is not null, "nullElement", ListsOnly);
        Refuse(wish.Empty is not null, "empty", ListsOnly);
        Refuse(wish.Length is not null, "length", ListsOnly);
        Refuse(wish.MaxLength is not null, "maxLength", ListsOnly);
    }

    // What the job can write down is a text, and the values are other bytes.
    void RefuseTexts(string form)
    {
        var reason = $"the values of {form} have no text; leave it out, or fill and filter upstream";
        Refuse(wish.Null?.Value is not null && !feature.IsList, "null.default", reason);
        Refuse(wish.NullElement?.Value is not null && feature.IsList, "nullElement.value", reason);
        Refuse(wish.OneOf is { Count: > 0 }, "oneOf", reason);
    }

    FeatureChecks? Checks()
    {
        var checks = new FeatureChecks
        {
            Length = wish.Length,
            MaxLength = wish.MaxLength,
            Truncate = wish.TooLong is TooLong.Truncate,
            Min = feature.Kind == FeatureKind.Bytes ? null : Value(wish.Min, "min"),
            Max = feature.Kind == FeatureKind.Bytes ? null : Value(wish.Max, "max"),
            Finite = wish.Finite is true,
            OneOf = [.. (wish.OneOf ?? []).Select(v => Value(v, "oneOf")!)],
        };
        return checks.OneOf.Count == 0 && checks == new FeatureChecks { OneOf = checks.OneOf } ? null : checks;
    }

    string? Value(string? text, string key)
    {
        if (text is not null && !Fits(text))
            problems.Add(Problem.ValueDoesNotFit(feature, key, text));
        return text;
    }

    bool Fits(string text) => feature.Kind switch
    {
        FeatureKind.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        // A finite number that is no float is not meant to be infinite.
        FeatureKind.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite((float)number) == double.IsFinite(number),
        _ => true,
    };

    void Refuse(bool wrong, string key, string reason)
    {
        if (wrong)
            problems.Add(Problem.PolicyImpossible(feature, key, reason));
    }
}

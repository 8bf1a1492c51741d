using System.Text;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Checks;

/// <summary>Puts the checks that a feature asks for around the values of its column.</summary>
static class ValueFilters
{
    /// <summary>Integers.</summary>
    public static ColumnValues<long> Check(ColumnValues<long> column, FeatureChecks? checks)
    {
        if (checks?.Min is { } min)
            column = new CheckedValues<long, Minimum<long>>(column, new(ValueText.Int64(min)));
        if (checks?.Max is { } max)
            column = new CheckedValues<long, Maximum<long>>(column, new(ValueText.Int64(max)));
        if (checks?.OneOf is { Count: > 0 } allowed)
            column = new CheckedValues<long, OneOfNumbers<long>>(column, new([.. allowed.Select(ValueText.Int64)]));
        return column;
    }

    /// <summary>Floats.</summary>
    public static ColumnValues<float> Check(ColumnValues<float> column, FeatureChecks? checks)
    {
        if (checks?.Min is { } min)
            column = new CheckedValues<float, Minimum<float>>(column, new(ValueText.Float(min)));
        if (checks?.Max is { } max)
            column = new CheckedValues<float, Maximum<float>>(column, new(ValueText.Float(max)));
        if (checks?.Finite == true)
            column = new CheckedValues<float, Finite>(column, new());
        if (checks?.OneOf is { Count: > 0 } allowed)
            column = new CheckedValues<float, OneOfNumbers<float>>(column, new([.. allowed.Select(ValueText.Float)]));
        return column;
    }

    /// <summary>Texts and bytes.</summary>
    public static ColumnValues<Slice> Check(ColumnValues<Slice> column, FeatureChecks? checks) =>
        checks?.OneOf is { Count: > 0 } allowed
            ? new CheckedValues<Slice, OneOfTexts>(column, new([.. allowed.Select(Encoding.UTF8.GetBytes)]))
            : column;
}

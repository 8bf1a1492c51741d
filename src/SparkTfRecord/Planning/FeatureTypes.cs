using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Decides which kind of feature holds the values of an Arrow type.</summary>
static class FeatureTypes
{
    /// <summary>The default mapping of a type, or null when it has none.</summary>
    public static FeatureType? Of(IArrowType type) => type switch
    {
        BooleanType or Int8Type or Int16Type or Int32Type or Int64Type or UInt8Type or UInt16Type or UInt32Type => new(FeatureKind.Int64),
        HalfFloatType or FloatType => new(FeatureKind.Float),
        DoubleType => new(FeatureKind.Float, Rounds: true),
        StringType or LargeStringType or StringViewType or BinaryType or LargeBinaryType or BinaryViewType => new(FeatureKind.Bytes),
        Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type => null,
        FixedSizeBinaryType => new(FeatureKind.Bytes),
        DictionaryType d => Of(d.ValueType),
        ListType l => ListOf(l.ValueDataType),
        LargeListType l => ListOf(l.ValueDataType),
        FixedSizeListType l => ListOf(l.ValueDataType),
        _ => null,
    };

    static FeatureType? ListOf(IArrowType element) => Of(element) is { IsList: false } type ? type with { IsList = true } : null;
}

/// <summary>What a feature made of a type is like.</summary>
/// <param name="Kind">The kind of list that holds the values.</param>
/// <param name="IsList">True when a row holds any number of values.</param>
/// <param name="Rounds">True when the values are rounded to float.</param>
sealed record FeatureType(FeatureKind Kind, bool IsList = false, bool Rounds = false);

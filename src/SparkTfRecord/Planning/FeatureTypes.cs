using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Decides which kind of feature holds the values of an Arrow type, and in which form. TYPES is this table.</summary>
static class FeatureTypes
{
    /// <summary>Digits of the largest decimal whose unscaled value always fits into an int64.</summary>
    public const int Int64Digits = 18;

    /// <summary>What a type becomes when it is wished for, null being the default; null when it cannot become that.</summary>
    public static FeatureType? Of(IArrowType type, FeatureAs? wish) => type switch
    {
        BooleanType or Int8Type or Int16Type or Int32Type or Int64Type or UInt8Type or UInt16Type or UInt32Type => Int64(wish),
        UInt64Type => Int64(wish) ?? Text(wish),
        HalfFloatType or FloatType => Float(wish),
        DoubleType => Float(wish, rounds: true) ?? Text(wish) ?? Raw(wish),
        Decimal32Type d => Decimal(wish, d.Precision, d.Scale),
        Decimal64Type d => Decimal(wish, d.Precision, d.Scale),
        Decimal128Type d => Decimal(wish, d.Precision, d.Scale),
        Decimal256Type d => Decimal(wish, d.Precision, d.Scale),
        StringType or LargeStringType or StringViewType => wish is null or FeatureAs.Text ? new(FeatureKind.Bytes) : null,
        BinaryType or LargeBinaryType or BinaryViewType or FixedSizeBinaryType => wish is null ? new(FeatureKind.Bytes) : null,
        DateType => Int64(wish) ?? Text(wish),
        TimestampType => Timed(wish) ?? Text(wish),
        TimeType or DurationType => Timed(wish),
        DictionaryType d => Of(d.ValueType, wish),
        StructType or MapType => Json(wish),
        _ => ElementOf(type) is { } element ? ListOf(element, wish) : null,
    };

    /// <summary>The type of a list's elements; null for other types.</summary>
    public static IArrowType? ElementOf(IArrowType type) => type switch
    {
        ListType l => l.ValueDataType,
        LargeListType l => l.ValueDataType,
        FixedSizeListType l => l.ValueDataType,
        _ => null,
    };

    /// <summary>All that a type can become.</summary>
    public static IReadOnlyList<FeatureAs> Choices(IArrowType type) => [.. Enum.GetValues<FeatureAs>().Where(w => Of(type, w) is not null)];

    static FeatureType? Int64(FeatureAs? wish) => wish is null or FeatureAs.Int64 ? new(FeatureKind.Int64) : null;

    static FeatureType? Float(FeatureAs? wish, bool rounds = false) => wish is null or FeatureAs.Float ? new(FeatureKind.Float) { Rounds = rounds } : null;

    static FeatureType? Text(FeatureAs? wish) => wish is FeatureAs.Text ? new(FeatureKind.Bytes) { Form = ValueForm.Text } : null;

    static FeatureType? Raw(FeatureAs? wish) => wish is FeatureAs.Raw ? new(FeatureKind.Bytes) { Form = ValueForm.Raw } : null;

    static FeatureType? Decimal(FeatureAs? wish, int precision, int scale) =>
        wish is FeatureAs.Int64 && precision <= Int64Digits
            ? new(FeatureKind.Int64) { Form = ValueForm.Unscaled, Scale = scale }
            : Float(wish, rounds: true) ?? Text(wish);

    static FeatureType? Timed(FeatureAs? wish) => Int64(wish) is { } number ? number with { Unit = TimeUnit.Microsecond } : null;

    static FeatureType? Json(FeatureAs? wish) => wish is FeatureAs.Json ? new(FeatureKind.Bytes) { Form = ValueForm.Json } : null;

    // What is no list of single values is one JSON text or nothing.
    static FeatureType? ListOf(IArrowType element, FeatureAs? wish) =>
        element is StructType or MapType || ElementOf(element) is not null ? Json(wish) : Of(element, wish) is { } type ? type with { IsList = true } : null;
}

/// <summary>What a feature made of a type is like; see <see cref="FeatureMapping"/>, which has the same properties.</summary>
sealed record FeatureType(FeatureKind Kind)
{
    public bool IsList { get; init; }

    public ValueForm Form { get; init; }

    public TimeUnit? Unit { get; init; }

    public int? Scale { get; init; }

    public bool Rounds { get; init; }
}

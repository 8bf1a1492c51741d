using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Which Arrow types can be read as which values, in which form; null: this one cannot.</summary>
static class ColumnValuesFactory
{
    const long MillisecondsPerDay = 86_400_000;

    /// <summary>A reader of integers.</summary>
    public static ColumnValues<long>? Int64(IArrowType type, ValueForm form = ValueForm.Plain, TimeUnit unit = TimeUnit.Microsecond) => type switch
    {
        NullType => new NullValues<long>(),
        DictionaryType t => Dictionary(t, Int64(t.ValueType, form, unit)),
        Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type => form == ValueForm.Unscaled ? new UnscaledDecimals(Digits(type)) : null,
        _ when form != ValueForm.Plain => null,
        Date32Type => new WidenedValues<int>(),
        Date64Type => new ConvertedUnits<long>(1, MillisecondsPerDay, "ms", "days", "correct the value upstream"),
        TimestampType t => Timed<long>(t.Unit, unit, ", or write it as text"),
        Time32Type t => Timed<int>(t.Unit, unit),
        Time64Type t => Timed<long>(t.Unit, unit),
        DurationType t => Timed<long>(t.Unit, unit),
        _ => Integers(type),
    };

    /// <summary>A reader of floats.</summary>
    public static ColumnValues<float>? Float(IArrowType type, ValueForm form = ValueForm.Plain) => type switch
    {
        NullType => new NullValues<float>(),
        DictionaryType t => Dictionary(t, Float(t.ValueType, form)),
        _ when form != ValueForm.Plain => null,
        HalfFloatType => new HalfFloats(),
        FloatType => new PlainValues<float>(),
        DoubleType => new RoundedDoubles("raw or text"),
        Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type => new RoundedDecimals(Digits(type)),
        _ => null,
    };

    /// <summary>A reader of strings and binary values.</summary>
    public static ColumnValues<Slice>? Bytes(IArrowType type, ValueForm form = ValueForm.Plain) => (type, form) switch
    {
        (NullType, _) => new NullValues<Slice>(),
        (DictionaryType { ValueType: StringType or BinaryType } t, ValueForm.Plain) => new DictionaryBinaryValues<int>(Indices(t)),
        (DictionaryType { ValueType: LargeStringType or LargeBinaryType } t, ValueForm.Plain) => new DictionaryBinaryValues<long>(Indices(t)),
        (DictionaryType t, _) => Dictionary(t, Bytes(t.ValueType, form)),
        (StringType or BinaryType, ValueForm.Plain) => new BinaryValues<int>(),
        (LargeStringType or LargeBinaryType, ValueForm.Plain) => new BinaryValues<long>(),
        (StringViewType or BinaryViewType, ValueForm.Plain) => new BinaryViewValues(),
        (Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type, ValueForm.Text) => new DecimalTexts(Digits(type)),
        (FixedSizeBinaryType t, ValueForm.Plain) => new FixedSizeBinaryValues(t.ByteWidth),
        (DoubleType, ValueForm.Raw) => new FixedSizeBinaryValues(sizeof(double)), // Arrow holds them little endian
        (DoubleType, ValueForm.Text) => new NumberTexts<double>(),
        (UInt64Type, ValueForm.Text) => new NumberTexts<ulong>(),
        (Date32Type, ValueForm.Text) => new IsoTexts<int>(perDay: 1, fraction: -1, utc: false),
        (Date64Type, ValueForm.Text) => new IsoTexts<long>(MillisecondsPerDay, fraction: -1, utc: false),
        (TimestampType t, ValueForm.Text) => new IsoTexts<long>(
            MillisecondsPerDay / 1000 * PerSecond(t.Unit), Digits(t.Unit), utc: !string.IsNullOrEmpty(t.Timezone)),
        _ => null,
    };

    /// <summary>A reader of nothing but which slots are null.</summary>
    public static ColumnValues<long> Nulls(IArrowType type) => type is DictionaryType t ? Dictionary(t, new NoValues())! : new NoValues();

    static ColumnValues<long>? Integers(IArrowType type) => type switch
    {
        BooleanType => new BooleanValues(),
        Int8Type => new WidenedValues<sbyte>(),
        Int16Type => new WidenedValues<short>(),
        Int32Type => new WidenedValues<int>(),
        Int64Type => new PlainValues<long>(),
        UInt8Type => new WidenedValues<byte>(),
        UInt16Type => new WidenedValues<ushort>(),
        UInt32Type => new WidenedValues<uint>(),
        UInt64Type => new LargeUnsignedValues(),
        _ => null,
    };

    static ColumnValues<long> Timed<T>(TimeUnit from, TimeUnit to, string otherWayOut = "") where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var (factor, divisor) = (PerSecond(to) / PerSecond(from), PerSecond(from) / PerSecond(to));
        if (factor != divisor)
            return new ConvertedUnits<T>(Math.Max(factor, 1), Math.Max(divisor, 1), TimeUnitWord.Of(from), TimeUnitWord.Of(to), $"set \"unit\": \"{TimeUnitWord.Of(from)}\" for the feature{otherWayOut}");
        return typeof(T) == typeof(long) ? new PlainValues<long>() : new WidenedValues<T>();
    }

    static DictionaryTable<T>? Dictionary<T>(DictionaryType type, ColumnValues<T>? entries) where T : unmanaged =>
        entries is null ? null : new DictionaryTable<T>(Indices(type), entries);

    // Indices are never negative, so that 64 unsigned bits may be taken for signed ones: what is too large is out of range either way.
    static ColumnValues<long> Indices(DictionaryType type) => type.IndexType is UInt64Type ? new PlainValues<long>() : Integers(type.IndexType)!;

    static DecimalDigits Digits(IArrowType type) => type switch
    {
        Decimal32Type t => new(sizeof(int), t.Scale),
        Decimal64Type t => new(sizeof(long), t.Scale),
        Decimal128Type t => new(2 * sizeof(long), t.Scale),
        _ => new(4 * sizeof(long), ((Decimal256Type)type).Scale),
    };

    static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };

    static int Digits(TimeUnit unit) => unit switch { TimeUnit.Second => 0, TimeUnit.Millisecond => 3, TimeUnit.Microsecond => 6, _ => 9 };
}

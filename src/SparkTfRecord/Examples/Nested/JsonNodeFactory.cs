using System.Text.Json;
using System.Text.Unicode;
using Apache.Arrow.Types;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>How Arrow types stand in JSON.</summary>
/// <remarks>
/// Numbers as numbers, NaN and infinities as the texts "NaN", "Infinity", "-Infinity", decimals with all their digits, bytes in base64, dates and
/// timestamps as ISO 8601, times and durations as numbers in their own unit.
/// </remarks>
static class JsonNodeFactory
{
    /// <summary>A writer for a type; null where it has no JSON.</summary>
    public static JsonNode? Create(IArrowType type) => type switch
    {
        StructType t => Struct(t),
        MapType t => Map(t),
        ListType t => List(t.ValueDataType),
        LargeListType t => List(t.ValueDataType),
        FixedSizeListType t => List(t.ValueDataType),
        DictionaryType { ValueType: var value } => Leaf(type, value),
        _ => Leaf(type, type),
    };

    // The type of the array, and that of its values: they differ where it is a dictionary.
    static JsonNode? Leaf(IArrowType array, IArrowType value) => value switch
    {
        NullType => new JsonLeaf<long>(new NoValues(), (json, _) => json.WriteNullValue()),
        BooleanType => Integer(array, (json, v) => json.WriteBooleanValue(v != 0)),
        UInt64Type or Decimal32Type or Decimal64Type or Decimal128Type or Decimal256Type => Text(array, ValueForm.Text, WriteRaw),
        HalfFloatType or FloatType => new JsonLeaf<float>(ColumnValuesFactory.Float(array)!, WriteFloat),
        DoubleType => Text(array, ValueForm.Text, WriteDouble),
        DateType or TimestampType => Text(array, ValueForm.Text, WriteText),
        StringType or LargeStringType or StringViewType => Text(array, ValueForm.Plain, WriteText),
        Time32Type t => Integer(array, WriteInteger, t.Unit),
        Time64Type t => Integer(array, WriteInteger, t.Unit),
        DurationType t => Integer(array, WriteInteger, t.Unit),
        _ when ColumnValuesFactory.Bytes(array) is { } binary => new JsonLeaf<Slice>(binary, WriteBase64),
        _ when ColumnValuesFactory.Int64(array) is { } integers => new JsonLeaf<long>(integers, WriteInteger),
        _ => null,
    };

    static JsonStruct? Struct(StructType type)
    {
        var fields = type.Fields.Select(f => (f.Name, Create(f.DataType))).ToArray();
        return fields.Any(f => f.Item2 is null) ? null : new JsonStruct(fields!);
    }

    static JsonList? List(IArrowType element) => Create(element) is { } node ? new JsonList(node) : null;

    static JsonMap? Map(MapType type)
    {
        var key = type.KeyField.DataType;
        var keys = ColumnValuesFactory.Bytes(key) ?? ColumnValuesFactory.Bytes(key, ValueForm.Text) ?? IntegerTexts(key);
        return keys is not null && Create(type.ValueField.DataType) is { } values ? new JsonMap(keys, values) : null;
    }

    static ColumnValues<Slice>? IntegerTexts(IArrowType type) => type switch
    {
        Int8Type => new NumberTexts<sbyte>(),
        Int16Type => new NumberTexts<short>(),
        Int32Type => new NumberTexts<int>(),
        Int64Type => new NumberTexts<long>(),
        _ => null,
    };

    static JsonLeaf<long> Integer(IArrowType array, Action<Utf8JsonWriter, long> write, TimeUnit unit = TimeUnit.Microsecond) =>
        new(ColumnValuesFactory.Int64(array, unit: unit)!, write);

    static JsonLeaf<Slice> Text(IArrowType array, ValueForm form, Action<Utf8JsonWriter, Slice> write) =>
        new(ColumnValuesFactory.Bytes(array, form)!, write);

    static void WriteInteger(Utf8JsonWriter json, long value) => json.WriteNumberValue(value);

    static void WriteFloat(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    static void WriteDouble(Utf8JsonWriter json, Slice digits)
    {
        if (char.IsAsciiDigit((char)digits.Span[^1]))
            WriteRaw(json, digits);
        else
            WriteText(json, digits);
    }

    static void WriteRaw(Utf8JsonWriter json, Slice digits) => json.WriteRawValue(digits.Span, skipInputValidation: true);

    static void WriteText(Utf8JsonWriter json, Slice text)
    {
        if (Utf8.IsValid(text.Span))
            json.WriteStringValue(text.Span);
        else
            json.WriteRawValue(JsonTexts.NoText, skipInputValidation: true);
    }

    static void WriteBase64(Utf8JsonWriter json, Slice bytes) => json.WriteBase64StringValue(bytes.Span);
}

using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>Arrow types as their users write them: <c>int32</c>, <c>list&lt;float&gt;</c>, <c>decimal128(10, 2)</c>, <c>timestamp[us, tz=UTC]</c>.</summary>
static class ArrowTypeName
{
    public static string Of(IArrowType type) => type switch
    {
        BooleanType => "bool",
        HalfFloatType => "float16",
        Date32Type => "date32",
        Date64Type => "date64",
        Time32Type t => $"time32[{TimeUnitWord.Of(t.Unit)}]",
        Time64Type t => $"time64[{TimeUnitWord.Of(t.Unit)}]",
        TimestampType t => t.Timezone is { Length: > 0 } zone ? $"timestamp[{TimeUnitWord.Of(t.Unit)}, tz={zone}]" : $"timestamp[{TimeUnitWord.Of(t.Unit)}]",
        DurationType t => $"duration[{TimeUnitWord.Of(t.Unit)}]",
        StringType => "string",
        LargeStringType => "large_string",
        StringViewType => "string_view",
        LargeBinaryType => "large_binary",
        BinaryViewType => "binary_view",
        Decimal32Type t => $"decimal32({t.Precision}, {t.Scale})",
        Decimal64Type t => $"decimal64({t.Precision}, {t.Scale})",
        Decimal128Type t => $"decimal128({t.Precision}, {t.Scale})",
        Decimal256Type t => $"decimal256({t.Precision}, {t.Scale})",
        FixedSizeBinaryType t => $"fixed_size_binary[{t.ByteWidth}]",
        DictionaryType t => $"dictionary<{Of(t.ValueType)}>",
        ListType t => $"list<{Of(t.ValueDataType)}>",
        LargeListType t => $"large_list<{Of(t.ValueDataType)}>",
        FixedSizeListType t => $"fixed_size_list<{Of(t.ValueDataType)}>[{t.ListSize}]",
        MapType t => $"map<{Of(t.KeyField.DataType)}, {Of(t.ValueField.DataType)}>",
        StructType t => $"struct<{string.Join(", ", t.Fields.Select(f => $"{f.Name}: {Of(f.DataType)}"))}>",
        _ => type.Name,
    };
}

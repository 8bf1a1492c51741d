using Apache.Arrow.Types;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Which Arrow types can be read as which values; null: this one cannot.</summary>
static class ColumnValuesFactory
{
    /// <summary>A reader of integers.</summary>
    public static ColumnValues<long>? Int64(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Boolean => new BooleanValues(),
        ArrowTypeId.Int8 => new WidenedValues<sbyte>(),
        ArrowTypeId.Int16 => new WidenedValues<short>(),
        ArrowTypeId.Int32 => new WidenedValues<int>(),
        ArrowTypeId.Int64 => new PlainValues<long>(),
        ArrowTypeId.UInt8 => new WidenedValues<byte>(),
        ArrowTypeId.UInt16 => new WidenedValues<ushort>(),
        ArrowTypeId.UInt32 => new WidenedValues<uint>(),
        ArrowTypeId.Dictionary => Dictionary((DictionaryType)type, Int64),
        _ => null,
    };

    /// <summary>A reader of floats.</summary>
    public static ColumnValues<float>? Float(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Float => new PlainValues<float>(),
        ArrowTypeId.Double => new RoundedDoubles(),
        ArrowTypeId.HalfFloat => new HalfFloats(),
        ArrowTypeId.Dictionary => Dictionary((DictionaryType)type, Float),
        _ => null,
    };

    /// <summary>A reader of strings and binary values.</summary>
    public static ColumnValues<Slice>? Bytes(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.String or ArrowTypeId.Binary => new BinaryValues<int>(),
        ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => new BinaryValues<long>(),
        ArrowTypeId.StringView or ArrowTypeId.BinaryView => new BinaryViewValues(),
        ArrowTypeId.FixedSizedBinary => new FixedSizeBinaryValues(((FixedSizeBinaryType)type).ByteWidth),
        ArrowTypeId.Dictionary => BinaryDictionary((DictionaryType)type),
        _ => null,
    };

    static DictionaryTable<T>? Dictionary<T>(DictionaryType type, Func<IArrowType, ColumnValues<T>?> entries) where T : unmanaged =>
        entries(type.ValueType) is { } values ? new DictionaryTable<T>(Indices(type), values) : null;

    static ColumnValues<Slice>? BinaryDictionary(DictionaryType type) => type.ValueType.TypeId switch
    {
        ArrowTypeId.String or ArrowTypeId.Binary => new DictionaryBinaryValues<int>(Indices(type)),
        ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => new DictionaryBinaryValues<long>(Indices(type)),
        _ => Dictionary(type, Bytes),
    };

    // Indices are never negative, so that 64 unsigned bits may be taken for signed ones: what is too large is out of range either way.
    static ColumnValues<long> Indices(DictionaryType type) => type.IndexType.TypeId == ArrowTypeId.UInt64 ? new PlainValues<long>() : Int64(type.IndexType)!;
}

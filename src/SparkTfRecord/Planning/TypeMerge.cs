using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>The type of a column that several files hold.</summary>
static class TypeMerge
{
    /// <summary>A type that holds the values of both without change, or null: equal types, int32 in int64, float in double, null in all, and lists, structs and maps of these.</summary>
    /// <remarks>A struct has the fields of both. How a file stores values does not matter: a dictionary is its values, a time is one of UTC in any zone, and texts, binaries and lists have one type whatever their offsets.</remarks>
    public static IArrowType? Of(IArrowType a, IArrowType b) => ArrowTypeName.Of(a) == ArrowTypeName.Of(b) ? a : (Plain(a), Plain(b)) switch
    {
        (Int32Type, Int64Type) or (Int64Type, Int32Type) => Int64Type.Default,
        (NullType, var y) => y,
        (var x, NullType) => x,
        (FloatType, DoubleType) or (DoubleType, FloatType) => DoubleType.Default,
        (ListType x, ListType y) => Field(x.ValueField, y.ValueField) is { } item ? new ListType(item) : null,
        (MapType x, MapType y) => (Field(x.KeyField, y.KeyField), Field(x.ValueField, y.ValueField)) is ({ } key, { } value) ? new MapType(key, value) : null,
        (StructType x, StructType y) => Struct(x, y),
        var (x, y) => ArrowTypeName.Of(x) == ArrowTypeName.Of(y) ? x : null,
    };

    static IArrowType Plain(IArrowType type) => type switch
    {
        DictionaryType d => Plain(d.ValueType),
        LargeStringType or StringViewType => StringType.Default,
        LargeBinaryType or BinaryViewType => BinaryType.Default,
        LargeListType l => new ListType(l.ValueField),
        FixedSizeListType l => new ListType(l.ValueField),
        TimestampType { Timezone.Length: > 0 } t => new TimestampType(t.Unit, "UTC"), // as the values are, whatever the zone
        _ => type,
    };

    static StructType? Struct(StructType a, StructType b)
    {
        var fields = new List<Field>();
        foreach (var field in a.Fields)
        {
            if (b.GetFieldByName(field.Name) is not { } other)
                fields.Add(field);
            else if (Field(field, other) is { } merged)
                fields.Add(merged);
            else
                return null;
        }
        return new([.. fields, .. b.Fields.Where(f => a.GetFieldByName(f.Name) is null)]);
    }

    static Field? Field(Field a, Field b) => Of(a.DataType, b.DataType) is { } type ? new(a.Name, type, a.IsNullable || b.IsNullable) : null;
}

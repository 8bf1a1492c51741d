using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>The type of a column that several files hold.</summary>
static class TypeMerge
{
    /// <summary>A type that holds the values of both without change, or null: equal types, int32 in int64, float in double, and lists of these.</summary>
    /// <remarks>How a file stores values does not matter: a dictionary is its values, and texts, binaries and lists have one type whatever their offsets.</remarks>
    public static IArrowType? Of(IArrowType a, IArrowType b) => ArrowTypeName.Of(a) == ArrowTypeName.Of(b) ? a : (Plain(a), Plain(b)) switch
    {
        (Int32Type, Int64Type) or (Int64Type, Int32Type) => Int64Type.Default,
        (FloatType, DoubleType) or (DoubleType, FloatType) => DoubleType.Default,
        (ListType x, ListType y) => Of(x.ValueDataType, y.ValueDataType) is { } element ? List(element, x.ValueField, y.ValueField) : null,
        var (x, y) => ArrowTypeName.Of(x) == ArrowTypeName.Of(y) ? x : null,
    };

    static IArrowType Plain(IArrowType type) => type switch
    {
        DictionaryType d => Plain(d.ValueType),
        LargeStringType or StringViewType => StringType.Default,
        LargeBinaryType or BinaryViewType => BinaryType.Default,
        LargeListType l => new ListType(l.ValueField),
        FixedSizeListType l => new ListType(l.ValueField),
        _ => type,
    };

    static ListType List(IArrowType element, Field a, Field b) => new(new Field(a.Name, element, a.IsNullable || b.IsNullable));
}

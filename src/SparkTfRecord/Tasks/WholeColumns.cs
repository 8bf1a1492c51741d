using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>
/// Columns with all that the table has of them: what only other files have, whole columns or fields of structs, is null. Otherwise rows that were kept of one file
/// would be rows of another table. Values stay in their file's types.
/// </summary>
static class WholeColumns
{
    /// <summary>An array with the struct fields of the table's type.</summary>
    public static ArrayData Of(ArrayData array, IArrowType wanted) => ArrowTypeName.Of(array.DataType) == ArrowTypeName.Of(wanted) ? array : (array.DataType, wanted) switch
    {
        (StructType own, StructType all) => Struct(array, own, all),
        (MapType own, MapType all) when Of(array.Children[0], all.Fields[0].DataType) is { DataType: StructType { Fields: [var key, var value] } } entries =>
            With(array, new MapType(key, value, own.KeySorted), entries),
        (ListType own, ListType all) => List(array, own.ValueField, all.ValueDataType, field => new ListType(field)),
        (LargeListType own, ListType all) => List(array, own.ValueField, all.ValueDataType, field => new LargeListType(field)),
        (FixedSizeListType own, ListType all) => List(array, own.ValueField, all.ValueDataType, field => new FixedSizeListType(field, own.ListSize)),
        _ => array,
    };

    /// <summary>An array of nothing but nulls.</summary>
    public static ArrayData Nulls(IArrowType type, int length) => type switch
    {
        NullType => new(type, length, length, 0, []),
        StringType or BinaryType => Make(type, length, [Zeros((length + 1) * sizeof(int)), ArrowBuffer.Empty]),
        LargeStringType or LargeBinaryType => Make(type, length, [Zeros((length + 1) * sizeof(long)), ArrowBuffer.Empty]),
        ListType or MapType => Make(type, length, [Zeros((length + 1) * sizeof(int))], Nulls(((NestedType)type).Fields[0].DataType, 0)),
        LargeListType t => Make(type, length, [Zeros((length + 1) * sizeof(long))], Nulls(t.ValueDataType, 0)),
        FixedSizeListType t => Make(type, length, [], Nulls(t.ValueDataType, length * t.ListSize)),
        StructType t => Make(type, length, [], [.. t.Fields.Select(f => Nulls(f.DataType, length))]),
        DictionaryType t => Nulls(t.ValueType, length),
        StringViewType or BinaryViewType => Make(type, length, [Zeros(length * 16)]),
        BooleanType => Make(type, length, [Zeros((length + 7) / 8)]),
        _ => Make(type, length, [Zeros(length * ((FixedWidthType)type).BitWidth / 8)]),
    };

    static ArrayData Struct(ArrayData array, StructType own, StructType all)
    {
        var fields = new List<Field>();
        var children = new List<ArrayData>();
        foreach (var field in all.Fields)
        {
            var index = own.GetFieldIndex(field.Name, StringComparer.Ordinal);
            var child = index < 0 ? Nulls(field.DataType, array.Offset + array.Length) : Of(array.Children[index], field.DataType);
            fields.Add(new(field.Name, child.DataType, index < 0 || own.Fields[index].IsNullable));
            children.Add(child);
        }
        return With(array, new StructType(fields), [.. children]);
    }

    static ArrayData List(ArrayData array, Field element, IArrowType wanted, Func<Field, IArrowType> list)
    {
        var elements = Of(array.Children[0], wanted);
        return With(array, list(new Field(element.Name, elements.DataType, element.IsNullable)), elements);
    }

    static ArrayData With(ArrayData array, IArrowType type, params ArrayData[] children) =>
        new(type, array.Length, array.NullCount, array.Offset, array.Buffers, children);

    static ArrayData Make(IArrowType type, int length, ArrowBuffer[] buffers, params ArrayData[] children) =>
        new(type, length, length, 0, [Zeros((length + 7) / 8), .. buffers], children);

    // In native memory, so that it can be exported.
    static ArrowBuffer Zeros(int length) => new ArrowBuffer.Builder<byte>(length).Append(new byte[length]).Build();
}

using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Examples.Nested;

/// <summary>The way from a column down to a field of its structs, also through lists of structs and maps, see <see cref="FeatureMapping.Path"/>.</summary>
/// <remarks>What it leads to is a flat array, or a list of one, over the column's own buffers; only bitmaps are made, where a struct on the way can be null.</remarks>
sealed class FieldPath(IReadOnlyList<string> names)
{
    readonly List<NullsOfParent> _nulls = [];
    int _nextNulls;

    /// <summary>The type of what it leads to in a column of some type; null when a struct lacks the field.</summary>
    /// <exception cref="NotSupportedException">It leads through something else than structs, lists and maps.</exception>
    public IArrowType? TypeIn(IArrowType column) => TypeIn(column, 0);

    /// <summary>What it leads to in a column; good until the next call.</summary>
    public ArrayData Follow(ArrayData column)
    {
        _nextNulls = 0;
        return Follow(column, 0);
    }

    IArrowType? TypeIn(IArrowType type, int done)
    {
        if (done == names.Count)
            return type;
        switch (type)
        {
            case StructType s:
                var field = FieldIndex(s, done);
                return field < 0 ? null : TypeIn(s.Fields[field].DataType, done + 1);
            case MapType map:
                var entry = names[done] == "key" ? map.KeyField : map.ValueField;
                return TypeIn(entry.DataType, done + 1) is { } inner ? ListOf(map, inner) : null;
            case ListType or LargeListType or FixedSizeListType:
                return TypeIn(((NestedType)type).Fields[0].DataType, done) is { } element ? ListOf(type, element) : null;
            default:
                throw new NotSupportedException($"a column of type {type.Name} has no field '{names[done]}'");
        }
    }

    ArrayData Follow(ArrayData array, int done)
    {
        if (done == names.Count)
            return array;
        switch (array.DataType)
        {
            case StructType s:
                return Follow(Child(array, FieldIndex(s, done)), done + 1);
            case MapType:
                var entries = array.Children[0];
                return List(array, Follow(Child(entries, names[done] == "key" ? 0 : 1), done + 1));
            default:
                return List(array, Follow(array.Children[0], done));
        }
    }

    int FieldIndex(StructType type, int name) => type.GetFieldIndex(names[name], StringComparer.Ordinal);

    ArrayData Child(ArrayData parent, int index)
    {
        var child = parent.Children[index];
        if (parent.Offset != 0 || child.Length != parent.Length)
            child = child.Slice(parent.Offset, parent.Length);
        if (_nextNulls == _nulls.Count)
            _nulls.Add(new NullsOfParent());
        return _nulls[_nextNulls++].Apply(parent, child);
    }

    static ArrayData List(ArrayData list, ArrayData values) => new(
        ListOf(list.DataType, values.DataType), list.Length, list.NullCount, list.Offset, list.Buffers, [values]);

    static IArrowType ListOf(IArrowType list, IArrowType element)
    {
        var field = new Field("element", element, nullable: true);
        return list switch
        {
            LargeListType => new LargeListType(field),
            FixedSizeListType fixedSize => new FixedSizeListType(field, fixedSize.ListSize),
            _ => new ListType(field),
        };
    }
}

using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>A column, or a field below it that is reached through structs, lists of structs and maps.</summary>
sealed class ColumnNode
{
    readonly Lazy<IReadOnlyList<ColumnNode>> _children;

    public ColumnNode(SchemaColumn column) : this(column, [], column.Name, column.Name, column.Type, [])
    {
    }

    ColumnNode(SchemaColumn column, IReadOnlyList<ColumnNode> around, string name, string label, IArrowType type, IReadOnlyList<string> path)
    {
        (Column, Around, Name, Label, Type, Path) = (column, around, name, label, type, path);
        _children = new(() => [.. ChildrenOf(type)]);
    }

    /// <summary>The column it is or is below.</summary>
    public SchemaColumn Column { get; }

    /// <summary>What it is a field of, from the inside out.</summary>
    public IReadOnlyList<ColumnNode> Around { get; }

    /// <summary>The field's name; of a map's two fields <c>key</c> and <c>value</c>.</summary>
    public string Name { get; }

    /// <summary>What it is called in the name of a feature: its name, but <c>keys</c> and <c>values</c> of a map.</summary>
    public string Label { get; }

    /// <summary>Its type, with the lists on the way around it.</summary>
    public IArrowType Type { get; }

    /// <summary>The fields' names from the column down to it.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The fields of a struct, of the structs in a list, or of a map.</summary>
    public IReadOnlyList<ColumnNode> Children => _children.Value;

    /// <summary>Its path as people write it.</summary>
    public override string ToString() => ColumnPath.Of([Column.Name, .. Path]);

    IEnumerable<ColumnNode> ChildrenOf(IArrowType type) => type switch
    {
        StructType s => s.Fields.Select(f => Child(f.Name, f.Name, f.DataType)),
        MapType m => [Child("key", "keys", List(m.KeyField)), Child("value", "values", List(m.ValueField))],
        ListType l => ChildrenOf(l.ValueDataType).Select(c => Child(c.Name, c.Label, List(l.ValueField, c.Type))),
        LargeListType l => ChildrenOf(l.ValueDataType).Select(c => Child(c.Name, c.Label, List(l.ValueField, c.Type))),
        FixedSizeListType l => ChildrenOf(l.ValueDataType).Select(c => Child(c.Name, c.Label, List(l.ValueField, c.Type))),
        _ => [],
    };

    ColumnNode Child(string name, string label, IArrowType type) => new(Column, [this, .. Around], name, label, type, [.. Path, name]);

    static ListType List(Field field, IArrowType? element = null) => new(new Field(field.Name, element ?? field.DataType, nullable: true));
}

using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>The columns of all files together: by name, as spelled first; case must agree unless only one column can be meant.</summary>
/// <remarks>The path wins over a column of the same name in the file, so partition columns are known before the first file.</remarks>
sealed class TableSchema
{
    readonly List<SchemaColumn> _columns = [];
    readonly Dictionary<string, SchemaColumn> _byName = [];
    readonly Dictionary<string, List<SchemaColumn>> _byFoldedName = new(StringComparer.OrdinalIgnoreCase);
    // Most data sets have one schema in all their files, so it is looked at once.
    readonly Dictionary<string, FileSchema> _fileSchemas = [];

    public TableSchema(PartitionColumns partition)
    {
        foreach (var (i, name) in partition.Names.Index())
            AddColumn(new(name, TypeOf(partition.Types[i]), "the path") { Partition = true, Nullable = partition.Nullable[i] });
    }

    /// <summary>All columns, those of the path last.</summary>
    public IReadOnlyList<SchemaColumn> Columns => [.. _columns.OrderBy(c => c.Partition)];

    /// <summary>Whether some files have other columns than others.</summary>
    public bool FilesDiffer => _fileSchemas.Count > 1;

    /// <summary>Adds a file's columns. Files with equal schemas get the same answer.</summary>
    public FileSchema Add(string path, Schema schema)
    {
        var signature = Signature(schema);
        if (!_fileSchemas.TryGetValue(signature, out var known))
            _fileSchemas.Add(signature, known = Merge(path, schema));
        return known;
    }

    /// <summary>Whether some rows of a column can be null.</summary>
    public bool IsNullable(SchemaColumn column) => column.Nullable || (!column.Partition && _fileSchemas.Values.Any(f => !f.Has(column)));

    FileSchema Merge(string path, Schema schema)
    {
        var fields = schema.FieldsList;
        var own = fields.Select(f => f.Name).ToHashSet();
        var file = new FileSchema();
        foreach (var field in fields)
        {
            var column = Find(field.Name, own, path) ?? AddColumn(new(field.Name, field.DataType, path));
            // Of a column without a type there is nothing to read: the file lacks it.
            if (field.DataType is not NullType && file.Add(column, field.Name) is { } other)
                column.Fault ??= Problem.ColumnTwice(column.Name, path, other, field.Name);
            if (column.Partition)
                continue;
            column.Nullable |= field.IsNullable;
            column.MayBeCut |= IsCut(field);
            if (!column.Add(field.DataType))
                column.Fault ??= Problem.TypesDiffer(column, field.DataType, path);
        }
        return file;
    }

    // By the exact name, else by the only one that differs in case and that the file does not have itself.
    SchemaColumn? Find(string name, HashSet<string> own, string path)
    {
        if (_byName.TryGetValue(name, out var exact))
            return exact;
        if (!_byFoldedName.TryGetValue(name, out var folded))
            return null;
        var free = folded.FindAll(c => !own.Contains(c.Name));
        if (free.Count > 1)
        {
            foreach (var column in free)
                column.Fault ??= Problem.CaseAmbiguous(name, path, free[0], free[1]);
        }
        return free.Count == 0 ? null : free[0];
    }

    SchemaColumn AddColumn(SchemaColumn column)
    {
        _columns.Add(column);
        _byName.Add(column.Name, column);
        if (!_byFoldedName.TryAdd(column.Name, [column]))
            _byFoldedName[column.Name].Add(column);
        return column;
    }

    static IArrowType TypeOf(PartitionType type) => type switch
    {
        PartitionType.Int64 => Int64Type.Default,
        PartitionType.Date => Date32Type.Default,
        _ => StringType.Default,
    };

    static string Signature(Schema schema)
    {
        var signature = new StringBuilder();
        foreach (var field in schema.FieldsList)
            signature.Append(field.Name.Length).Append(' ').Append(field.Name).Append(ArrowTypeName.Of(field.DataType)).Append(field.IsNullable ? "?" : "").Append(IsCut(field) ? "!\n" : "\n");
        return signature.ToString();
    }

    static bool IsCut(Field field) => field.HasMetadata && field.Metadata.ContainsKey(FileFooter.CutKey);
}

/// <summary>A column of the table while the files' schemas are merged.</summary>
sealed class SchemaColumn(string name, IArrowType type, string firstFile)
{
    /// <summary>Its name, as the first file with it spells it.</summary>
    public string Name => name;

    /// <summary>The type that holds the values of all files.</summary>
    public IArrowType Type { get; private set; } = type;

    /// <summary>The types that the files have, each once.</summary>
    public Dictionary<string, IArrowType> FileTypes { get; } = new() { [ArrowTypeName.Of(type)] = type };

    /// <summary>The first file with it.</summary>
    public string FirstFile => firstFile;

    /// <summary>Whether it comes from the path.</summary>
    public bool Partition { get; init; }

    /// <summary>Whether a file with it allows nulls.</summary>
    public bool Nullable { get; set; }

    /// <summary>Whether times in it may have more digits than are read.</summary>
    public bool MayBeCut { get; set; }

    /// <summary>Takes a file's type in; false when its values and those of the others have no type in common.</summary>
    public bool Add(IArrowType type)
    {
        if (!FileTypes.TryAdd(ArrowTypeName.Of(type), type))
            return true;
        if (TypeMerge.Of(Type, type) is not { } merged)
            return false;
        Type = merged;
        return true;
    }

    /// <summary>Why it cannot be read from all files; a problem only when somebody wants the column.</summary>
    public string? Fault { get; set; }
}

/// <summary>How the files of one schema spell the table's columns.</summary>
sealed class FileSchema
{
    readonly Dictionary<SchemaColumn, string> _spellings = [];
    IReadOnlyDictionary<string, string>? _renames;

    /// <summary>The columns that are spelled otherwise: the table's name → the file's name.</summary>
    public IReadOnlyDictionary<string, string> Renames =>
        _renames ??= _spellings.Where(s => s.Key.Name != s.Value && !s.Key.Partition).ToDictionary(s => s.Key.Name, s => s.Value);

    /// <summary>Whether the files have a column.</summary>
    public bool Has(SchemaColumn column) => _spellings.ContainsKey(column);

    /// <summary>Adds a column, or gives the name under which it is there already.</summary>
    public string? Add(SchemaColumn column, string name) => _spellings.TryAdd(column, name) ? null : _spellings[column];
}

using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The columns of Parquet files as they are, to be held against what Spark makes of them (facts of 3.3 to 4.3: some types it refuses, some arrive as others).</summary>
sealed class FileColumns
{
    readonly TableSchema _table = new(PartitionColumns.Decide([], []));

    FileColumns()
    {
    }

    /// <summary>Whether the files differ, so that Spark must look at all of them.</summary>
    public bool Differ => _table.FilesDiffer;

    /// <summary>Bytes of a row, where rows are longest, as the files store them before compression; at least 1.</summary>
    public long RowBytes { get; private set; } = 1;

    /// <summary>Reads the footers; null where one of them can be read by Spark alone, if at all.</summary>
    public static FileColumns? Read(IInputFormat format, IReadOnlyList<ListedFile> files, CancellationToken cancellationToken)
    {
        var columns = new FileColumns();
        try
        {
            foreach (var (file, footer) in Footers.Read(format, files, cancellationToken))
            {
                columns._table.Add(file.Path, footer.Schema);
                columns.RowBytes = footer.RowGroups.Where(g => g.Rows > 0).Select(g => g.Bytes / g.Rows).Append(columns.RowBytes).Max();
            }
            return columns;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Why Spark may have refused the files.</summary>
    public IEnumerable<string> Refused()
    {
        foreach (var column in _table.Columns)
        {
            if (column.Fault is { } fault)
                yield return fault;
            else if (column.FileTypes.Count > 1)
                yield return $"Column '{column.Name}': {string.Join(" and ", column.FileTypes.Keys)} in different files, which Spark does not read as one; let workers read them by --engine-mode scan, or convert them apart.";
            else if (Leaves(column.Type).FirstOrDefault(t => t is HalfFloatType or TimeType or TimestampType { Unit: TimeUnit.Nanosecond }) is { } type)
                yield return $"Column '{column.Name}': {ArrowTypeName.Of(type)}, which this Spark does not read; let workers read the files by --engine-mode scan, or store it otherwise upstream.";
        }
    }

    /// <summary>Features that would not be what the other engines make of the same columns, where the job does not say what they are to be.</summary>
    /// <param name="columns">The columns as Spark sends them.</param>
    /// <param name="features">The features made of these.</param>
    /// <param name="job">The job.</param>
    public IEnumerable<string> Distorted(IReadOnlyList<SchemaColumn> columns, IReadOnlyList<FeatureMapping> features, Job job)
    {
        var files = _table.Columns.ToDictionary(c => c.Name);
        foreach (var feature in features.Where(f => job.Features.GetValueOrDefault(f.Feature)?.As is null && files.ContainsKey(f.Column)))
        {
            var file = Find(files[feature.Column], feature.Path);
            var sent = Find(columns.First(c => c.Name == feature.Column), feature.Path);
            if (file is not null && sent is not null && Distorts(file, sent))
            {
                yield return $"Column '{ColumnPath.Of([feature.Column, .. feature.Path])}': {ArrowTypeName.Of(file)} in the files, which Spark sends as {ArrowTypeName.Of(sent)}; "
                    + $"say what it is to become, such as --features-as {feature.Feature}=text, cast it in --sql, or let workers read the files by --engine-mode scan.";
            }
        }
    }

    static bool Distorts(IArrowType file, IArrowType sent) => (file, sent) is
        (UInt64Type, Decimal128Type { Precision: 20, Scale: 0 })
        or (HalfFloatType, BinaryType)
        or (DurationType or TimeType or TimestampType { Unit: TimeUnit.Nanosecond }, Int64Type);

    static IArrowType? Find(SchemaColumn column, IReadOnlyList<string> path)
    {
        var node = new ColumnNode(column);
        foreach (var name in path)
        {
            if (node.Children.FirstOrDefault(c => c.Name == name) is not { } child)
                return null;
            node = child;
        }
        return Leaves(node.Type).FirstOrDefault();
    }

    /// <summary>What lists, structs and maps are made of.</summary>
    public static IEnumerable<IArrowType> Leaves(IArrowType type) => type switch
    {
        DictionaryType d => Leaves(d.ValueType),
        NestedType n => n.Fields.SelectMany(f => Leaves(f.DataType)),
        _ => [type],
    };
}

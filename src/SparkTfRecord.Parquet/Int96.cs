using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;
using SparkTfRecord.Tasks;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace SparkTfRecord.Parquet;

/// <summary>
/// The timestamps of 96 bits that Spark, Hive and Impala write: instants, read in microseconds as Spark does. Nanoseconds, which are cut, would end in the year 2262.
/// </summary>
static class Int96
{
    const string SparkKey = "org.apache.spark.version";

    static readonly TimestampType s_instant = new(TimeUnit.Microsecond, "UTC");

    /// <summary>Whether a column has any.</summary>
    public static bool IsIn(SchemaField stored, SchemaDescriptor schema) =>
        stored.Children.Count == 0 ? IsLeaf(stored, schema) : stored.Children.Any(c => IsIn(c, schema));

    /// <summary>The columns of a file as batches have them.</summary>
    public static IEnumerable<Field> Fields(FileReader file)
    {
        var metadata = file.ParquetReader.FileMetaData;
        // Spark's own have no nanoseconds.
        var mark = metadata.KeyValueMetadata.ContainsKey(SparkKey) ? null : new Dictionary<string, string> { [FileFooter.CutKey] = "" };
        return file.Schema.FieldsList.Zip(file.SchemaManifest.SchemaFields, (f, s) =>
            IsIn(s, metadata.Schema) ? new Field(f.Name, Typed(f.DataType, s, metadata.Schema), f.IsNullable, mark) : f);
    }

    /// <summary>The same array as instants.</summary>
    public static ArrayData Typed(ArrayData array, IArrowType type) => new(
        type, array.Length, array.NullCount, array.Offset, array.Buffers, type is NestedType t ? [.. array.Children.Zip(t.Fields, (c, f) => Typed(c, f.DataType))] : array.Children, array.Dictionary);

    static IArrowType Typed(IArrowType type, SchemaField stored, SchemaDescriptor schema) => type switch
    {
        StructType t => new StructType([.. t.Fields.Zip(stored.Children, (f, s) => Typed(f, s, schema))]),
        MapType t when Typed(t.Fields[0], stored.Children[0], schema).DataType is StructType { Fields: [var key, var value] } => new MapType(key, value, t.KeySorted),
        ListType t => new ListType(Typed(t.ValueField, stored.Children[0], schema)),
        LargeListType t => new LargeListType(Typed(t.ValueField, stored.Children[0], schema)),
        FixedSizeListType t => new FixedSizeListType(Typed(t.ValueField, stored.Children[0], schema), t.ListSize),
        _ => IsLeaf(stored, schema) ? s_instant : type,
    };

    static Field Typed(Field field, SchemaField stored, SchemaDescriptor schema) => new(field.Name, Typed(field.DataType, stored, schema), field.IsNullable);

    static bool IsLeaf(SchemaField stored, SchemaDescriptor schema) => schema.Column(stored.ColumnIndex).PhysicalType == PhysicalType.Int96;
}

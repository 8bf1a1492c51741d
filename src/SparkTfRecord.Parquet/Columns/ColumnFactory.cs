using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Which columns are decoded here; all others go through Arrow C++.</summary>
static class ColumnFactory
{
    /// <summary>A decoder, or null for a column of another kind.</summary>
    /// <param name="field">The top-level column as Arrow has it.</param>
    /// <param name="stored">Where its leaves are.</param>
    /// <param name="schema">The file's schema.</param>
    public static ColumnDecoder? Create(Field field, SchemaField stored, SchemaDescriptor schema)
    {
        if (stored.Children.Count == 0)
        {
            var narrow = Narrow(field);
            return Values(narrow.DataType, stored, schema, Level(field), repetition: 0) is { } values ? new FlatColumn(narrow, values) : null;
        }

        if (stored.Children is not [{ Children.Count: 0 } leaf] || Element(field.DataType) is not { } element)
            return null;
        element = Narrow(element);
        return Values(element.DataType, leaf, schema, 1 + Level(field) + Level(element), repetition: 1) is { } elements ? new ListColumn(field, element, elements) : null;
    }

    static int Level(Field field) => field.IsNullable ? 1 : 0;

    /// <summary>A reader of a leaf's values, if the leaf has these levels and holds the type as it is.</summary>
    static PackedValues? Values(IArrowType type, SchemaField stored, SchemaDescriptor schema, int definition, int repetition)
    {
        var leaf = stored.ColumnIndex;
        var column = schema.Column(leaf);
        var level = (short)definition;
        return (column.MaxDefinitionLevel, column.MaxRepetitionLevel) != (definition, repetition) ? null : (column.PhysicalType, type.TypeId) switch
        {
            (PhysicalType.Boolean, ArrowTypeId.Boolean) => new PackedBooleans(leaf, level),
            (PhysicalType.Int32, ArrowTypeId.Int32 or ArrowTypeId.UInt32 or ArrowTypeId.Date32 or ArrowTypeId.Time32) => new PackedNumbers<int>(type, leaf, level),
            (PhysicalType.Int64, ArrowTypeId.Int64 or ArrowTypeId.UInt64 or ArrowTypeId.Timestamp or ArrowTypeId.Time64 or ArrowTypeId.Duration) =>
                new PackedNumbers<long>(type, leaf, level),
            (PhysicalType.Float, ArrowTypeId.Float) => new PackedNumbers<float>(type, leaf, level),
            (PhysicalType.Double, ArrowTypeId.Double) => new PackedNumbers<double>(type, leaf, level),
            (PhysicalType.ByteArray, ArrowTypeId.String or ArrowTypeId.Binary) => new PackedBytes(type, leaf, level),
            _ => null,
        };
    }

    // Large arrays are for more than two gigabytes, which no batch has.
    static Field Narrow(Field field) => field.DataType.TypeId switch
    {
        ArrowTypeId.LargeString => new Field(field.Name, StringType.Default, field.IsNullable),
        ArrowTypeId.LargeBinary => new Field(field.Name, BinaryType.Default, field.IsNullable),
        _ => field,
    };

    static Field? Element(IArrowType type) => type switch
    {
        MapType => null,
        ListType list => list.ValueField,
        LargeListType list => list.ValueField,
        // Arrow C++ refuses such a list when it is null; Parquet stores it like any other.
        FixedSizeListType list => list.ValueField,
        _ => null,
    };
}

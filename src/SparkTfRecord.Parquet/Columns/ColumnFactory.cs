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
            return Levels(schema, stored.ColumnIndex) == (0, field.IsNullable ? 1 : 0) ? Flat(field, stored.ColumnIndex, schema) : null;
        if (stored.Children is not [{ Children.Count: 0 } leaf] || Element(field.DataType) is not { } element)
            return null;
        var levels = (1, 1 + (field.IsNullable ? 1 : 0) + (element.IsNullable ? 1 : 0));
        return Levels(schema, leaf.ColumnIndex) == levels ? List(field, element, leaf.ColumnIndex, schema) : null;
    }

    static (int Repetition, int Definition) Levels(SchemaDescriptor schema, int leaf)
    {
        var column = schema.Column(leaf);
        return (column.MaxRepetitionLevel, column.MaxDefinitionLevel);
    }

    static ColumnDecoder? Flat(Field field, int leaf, SchemaDescriptor schema) => (schema.Column(leaf).PhysicalType, field.DataType.TypeId) switch
    {
        (PhysicalType.Boolean, ArrowTypeId.Boolean) => new BooleanColumn(field, leaf),
        (PhysicalType.Int32, _) when Is32Bits(field.DataType) => new FlatColumn<int>(field, leaf),
        (PhysicalType.Int64, _) when Is64Bits(field.DataType) => new FlatColumn<long>(field, leaf),
        (PhysicalType.Float, ArrowTypeId.Float) => new FlatColumn<float>(field, leaf),
        (PhysicalType.Double, ArrowTypeId.Double) => new FlatColumn<double>(field, leaf),
        (PhysicalType.ByteArray, ArrowTypeId.String or ArrowTypeId.LargeString) => new BytesColumn(With(field, StringType.Default), leaf),
        (PhysicalType.ByteArray, ArrowTypeId.Binary or ArrowTypeId.LargeBinary) => new BytesColumn(With(field, BinaryType.Default), leaf),
        _ => null,
    };

    static ColumnDecoder? List(Field field, Field element, int leaf, SchemaDescriptor schema) => (schema.Column(leaf).PhysicalType, element.DataType.TypeId) switch
    {
        (PhysicalType.Int32, _) when Is32Bits(element.DataType) => new ListColumn<int>(field, element, leaf),
        (PhysicalType.Int64, _) when Is64Bits(element.DataType) => new ListColumn<long>(field, element, leaf),
        (PhysicalType.Float, ArrowTypeId.Float) => new ListColumn<float>(field, element, leaf),
        (PhysicalType.Double, ArrowTypeId.Double) => new ListColumn<double>(field, element, leaf),
        _ => null,
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

    static bool Is32Bits(IArrowType type) => type.TypeId is ArrowTypeId.Int32 or ArrowTypeId.UInt32 or ArrowTypeId.Date32 or ArrowTypeId.Time32;

    static bool Is64Bits(IArrowType type) =>
        type.TypeId is ArrowTypeId.Int64 or ArrowTypeId.UInt64 or ArrowTypeId.Timestamp or ArrowTypeId.Time64 or ArrowTypeId.Duration;

    static Field With(Field field, ArrowType type) => new(field.Name, type, field.IsNullable);
}

using Apache.Arrow.Types;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Shapes;

namespace SparkTfRecord.Examples;

/// <summary>Chooses the writer for a feature by its mapping and the type of its column.</summary>
static class FeatureWriterFactory
{
    /// <summary>A new writer.</summary>
    /// <exception cref="NotSupportedException">No such mapping.</exception>
    public static FeatureWriter Create(FeatureMapping mapping, IArrowType column)
    {
        var path = new FieldPath(mapping.Path);
        if (path.TypeIn(column) is not { } type || type is NullType)
            return new AbsentWriter(mapping);
        var writer = mapping.Part switch
        {
            FeaturePart.Values => Values(mapping, type),
            FeaturePart.Missing => new Int64Writer(mapping, new NullFlags(ColumnValuesFactory.Nulls(type))),
            _ => null,
        };
        if (writer is null)
            Throw.NoMapping(mapping, column);
        return writer;
    }

    static FeatureWriter? Values(FeatureMapping mapping, IArrowType type)
    {
        var element = ElementType(type);
        return mapping.Kind switch
        {
            FeatureKind.Int64 when ColumnValuesFactory.Int64(element ?? type, mapping) is { } values => Int64(mapping, ValueFilters.Check(values, mapping.Checks), element is null),
            FeatureKind.Float when ColumnValuesFactory.Float(element ?? type, mapping) is { } values => Float(mapping, ValueFilters.Check(values, mapping.Checks), element is null),
            FeatureKind.Bytes when ColumnValuesFactory.Bytes(element ?? type, mapping) is { } values => Bytes(mapping, ValueFilters.Check(values, mapping.Checks), element is null),
            _ => null,
        };
    }

    static FeatureWriter Int64(FeatureMapping mapping, ColumnValues<long> values, bool scalar) =>
        scalar ? new Int64Writer(mapping, values) : new Int64ListWriter(mapping, values);

    static FeatureWriter Float(FeatureMapping mapping, ColumnValues<float> values, bool scalar) =>
        scalar ? new FloatWriter(mapping, values) : new FloatListWriter(mapping, values);

    static FeatureWriter Bytes(FeatureMapping mapping, ColumnValues<Slice> values, bool scalar) =>
        scalar ? new BytesWriter(mapping, values) : new BytesListWriter(mapping, values);

    static IArrowType? ElementType(IArrowType type) => type switch
    {
        ListType list => list.ValueDataType,
        LargeListType list => list.ValueDataType,
        FixedSizeListType list => list.ValueDataType,
        _ => null,
    };
}

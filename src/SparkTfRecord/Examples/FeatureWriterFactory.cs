using Apache.Arrow.Types;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>Chooses the writer for a feature by its kind and the type of its column.</summary>
static class FeatureWriterFactory
{
    /// <summary>A new writer.</summary>
    /// <exception cref="NotSupportedException">No such mapping.</exception>
    public static FeatureWriter Create(FeatureMapping mapping, IArrowType type)
    {
        var element = ElementType(type);
        FeatureWriter? writer = mapping.Kind switch
        {
            FeatureKind.Int64 when ColumnValuesFactory.Int64(element ?? type) is { } values =>
                element is null ? new Int64Writer(mapping, values) : new Int64ListWriter(mapping, values),
            FeatureKind.Float when ColumnValuesFactory.Float(element ?? type) is { } values =>
                element is null ? new FloatWriter(mapping, values) : new FloatListWriter(mapping, values),
            FeatureKind.Bytes when ColumnValuesFactory.Bytes(element ?? type) is { } values =>
                element is null ? new BytesWriter(mapping, values) : new BytesListWriter(mapping, values),
            _ => null,
        };
        if (writer is null)
            Throw.NoMapping(mapping, type);
        return writer;
    }

    static IArrowType? ElementType(IArrowType type) => type switch
    {
        ListType list => list.ValueDataType,
        LargeListType list => list.ValueDataType,
        FixedSizeListType list => list.ValueDataType,
        _ => null,
    };
}

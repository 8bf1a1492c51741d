using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Spark ML's Vector as Spark stores it: struct&lt;type, size, indices, values&gt;, type 0 sparse, 1 dense with only values.</summary>
static class SparkVector
{
    public static FeatureType Indices { get; } = new(FeatureKind.Int64) { IsList = true };

    public static FeatureType Values { get; } = new(FeatureKind.Float) { IsList = true, Rounds = true };

    public static FeatureType Size { get; } = new(FeatureKind.Int64);

    public static bool Is(IArrowType type) => type is StructType { Fields: [var kind, var size, var indices, var values] }
        && kind is { Name: "type", DataType: Int8Type }
        && size is { Name: "size", DataType: Int32Type }
        && indices is { Name: "indices", DataType: ListType { ValueDataType: Int32Type } }
        && values is { Name: "values", DataType: ListType { ValueDataType: DoubleType } };
}

using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp.Arrow;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Examples;

/// <summary>A file of tests/golden/types: one column, and beside it what it holds.</summary>
sealed class GoldenColumn(string name)
{
    /// <summary>The column as ParquetSharp reads it.</summary>
    public RecordBatch Batch { get; } = ReadBatch(name);

    /// <summary>Its type.</summary>
    public IArrowType Type => Batch.Schema.GetFieldByIndex(0).DataType;

    /// <summary>Its values as golden/README.md describes them.</summary>
    public JsonElement[] Values { get; } =
        [.. JsonDocument.Parse(File.ReadAllBytes(Golden.Path($"types/{name}.json"))).RootElement.GetProperty("values").GetProperty(name).EnumerateArray()];

    static RecordBatch ReadBatch(string name)
    {
        using var file = new FileReader(Golden.Path($"types/{name}.parquet"));
        using var batches = file.GetRecordBatchReader();
        return batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult();
    }
}

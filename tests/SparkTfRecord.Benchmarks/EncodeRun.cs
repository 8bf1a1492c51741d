using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Benchmarks.Data;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Benchmarks;

/// <summary>Encodes record batches block by block and throws the records away.</summary>
sealed class EncodeRun(Schema schema)
{
    const int BatchRows = 16_384;

    readonly ExampleEncoder _encoder = new(FeaturePlan.Compile(schema, [.. schema.FieldsList.Select(Mapping)]));
    readonly RecordBlock _block = new();

    /// <summary>Batches of a sample set, about as many values as stay out of the caches.</summary>
    public static RecordBatch[] MakeBatches(SampleSet set, bool dictionaries = false)
    {
        var data = new SampleData(set, seed: 1, dictionaries);
        return [.. Enumerable.Range(0, 4).Select(_ => data.Batch(set == SampleSet.E ? 500 : BatchRows))];
    }

    /// <summary>Encodes a batch.</summary>
    /// <returns>Bytes of its records.</returns>
    public long Encode(RecordBatch batch)
    {
        var bytes = 0L;
        for (var row = 0; row < batch.Length;)
        {
            row += _encoder.Encode(batch, row, batch.Length - row, _block);
            bytes += _block.Bytes.Length;
            _block.Clear();
        }
        return bytes;
    }

    internal static FeatureMapping Mapping(Field field)
    {
        var element = field.DataType switch { ListType list => list.ValueDataType, DictionaryType dictionary => dictionary.ValueType, var type => type };
        return new FeatureMapping
        {
            Feature = field.Name,
            Column = field.Name,
            Type = field.DataType.Name,
            IsList = field.DataType is ListType,
            Kind = element switch { FloatType => FeatureKind.Float, Int64Type => FeatureKind.Int64, _ => FeatureKind.Bytes },
        };
    }
}

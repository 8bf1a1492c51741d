using Apache.Arrow;
using SparkTfRecord.Benchmarks.Data;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

/// <summary>The benchmarks' data, in full blocks, against <see cref="ReferenceEncoder"/>: what is measured is right.</summary>
public sealed class ExampleEncoderSampleTests
{
    [Theory]
    [InlineData(SampleSet.A, false)]
    [InlineData(SampleSet.B, false)]
    [InlineData(SampleSet.B, true)]
    [InlineData(SampleSet.C, false)]
    [InlineData(SampleSet.D, false)]
    [InlineData(SampleSet.E, false)]
    public void Encode_SampleSet_EqualsReference(SampleSet set, bool dictionaries)
    {
        var batch = new SampleData(set, seed: 3, dictionaries).Batch(set == SampleSet.E ? 4 : 300);
        var mappings = BatchEncoding.PlainMappings(batch.Schema);

        var expected = Enumerable.Range(0, batch.Length).SelectMany(row =>
            ReferenceEncoder.Frame(ReferenceEncoder.Example(mappings.Select((m, column) => (m, Value(batch.Column(column), row))))));

        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, mappings));
        Assert.True(expected.SequenceEqual(BatchEncoding.Encode(encoder, batch, capacity: 100_000)));
    }

    static object? Value(IArrowArray column, int row) => column switch
    {
        FloatArray floats => floats.GetValue(row),
        Int64Array integers => integers.GetValue(row),
        BinaryArray bytes => bytes.GetBytes(row).ToArray(),
        DictionaryArray dictionary => Value(dictionary.Dictionary, ((Int32Array)dictionary.Indices).GetValue(row)!.Value),
        ListArray lists => Enumerable.Range(lists.ValueOffsets[row], lists.GetValueLength(row)).Select(i => Value(lists.Values, i)).ToArray(),
        _ => throw new NotSupportedException(),
    };
}

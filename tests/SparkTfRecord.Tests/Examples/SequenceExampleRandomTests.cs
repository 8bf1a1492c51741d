using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;
using Field = Apache.Arrow.Field;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Random sequence examples against <see cref="ReferenceEncoder"/>.</summary>
public sealed class SequenceExampleRandomTests
{
    [Fact]
    public void Encode_AnyBatch_EqualsReference()
    {
        for (var seed = 0; seed < 200; seed++)
            Holds(seed);
    }

    static void Holds(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(1, 120);
        var columns = new RandomColumn(random, random.Next(3) * 0.3);
        var made = Enumerable.Range(0, random.Next(1, 8)).Select(i => Make(random, columns, rows, $"{(random.Next(2) == 0 ? "f" : "长")}{i}")).ToArray();
        var schema = new Schema(made.Select(m => new Field(m.Mapping.Column, m.Array.DataType, true)), null);
        var batch = new RecordBatch(schema, made.Select(m => ArrowArrayFactory.BuildArray(m.Array)), rows);
        var absent = BatchEncoding.PlainMapping("absent", new ListType(Int64Type.Default)) with { Place = FeaturePlace.Steps };

        var expected = new MemoryStream();
        for (var row = 0; row < rows; row++)
        {
            var example = ReferenceEncoder.SequenceExample([.. made.Select(m => (m.Mapping, m.Values[row]))]);
            SequenceExample.Parser.ParseFrom(example);
            expected.Write(ReferenceEncoder.Frame(example));
        }
        var encoder = new ExampleEncoder(FeaturePlan.Compile(schema, [absent, .. made.Select(m => m.Mapping)]));
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(BatchEncoding.Encode(encoder, batch, random.Next(1, 3000))), $"seed {seed}");
    }

    static (ArrayData Array, object?[] Values, FeatureMapping Mapping) Make(Random random, RandomColumn columns, int rows, string name)
    {
        var flat = RandomColumn.FlatTypes[random.Next(RandomColumn.FlatTypes.Length)];
        var place = (FeaturePlace)random.Next((int)FeaturePlace.Context, (int)FeaturePlace.Record);
        var type = place switch
        {
            FeaturePlace.Steps => List(random, flat),
            FeaturePlace.StepLists => List(random, List(random, flat)),
            _ => random.Next(2) == 0 ? flat : List(random, flat),
        };
        var (array, values) = columns.Make(type, rows);
        var mapping = BatchEncoding.PlainMapping(name, place == FeaturePlace.StepLists ? ((NestedType)type).Fields[0].DataType : type) with { Place = place };
        return (array, values, mapping);
    }

    static IArrowType List(Random random, IArrowType element) => random.Next(3) switch
    {
        0 => new LargeListType(element),
        1 => new FixedSizeListType(element, random.Next(1, 5)),
        _ => new ListType(element),
    };
}

using System.Text.Json.Nodes;
using Apache.Arrow;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Examples;
using SparkTfRecord.Tests.Support;
using SparkTfRecord.Tests.Types;

namespace SparkTfRecord.Tests.Tasks;

public sealed class TakenRowsTests
{
    [Fact]
    public void Of_RandomArrays_AreTheRowsChosen()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var columns = new RandomColumn(random, 0.3);
            var made = columns.Make(RandomColumn.AnyType(random), 40);
            var mapping = BatchEncoding.PlainMapping("a", made.Array.DataType);
            if (random.Next(4) == 0)
                (made, mapping) = (columns.InStruct(made), mapping with { Path = ["x"] });
            int[] rows = [.. Enumerable.Range(0, made.Values.Length).Where(_ => random.Next(3) == 0), 0];

            var taken = BatchEncoding.Batch(ArrowArrayFactory.BuildArray(TakenRows.Of(made.Array, rows)));
            byte[] expected = [.. rows.SelectMany(row => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, made.Values[row])])))];
            Assert.True(expected.AsSpan().SequenceEqual(BatchEncoding.Encode(taken, mapping)), $"seed {seed}");
        }
    }

    [Fact]
    public void Of_EveryTypeOfTheReadme_IsTheRowsChosen()
    {
        foreach (var type in GoodCases.All)
        {
            var from = ArrowArrayFactory.BuildArray(JsonColumn.Of(type.Type, [.. JsonNode.Parse(type.Values)!.AsArray()]).Slice(1, 2));
            var taken = ArrowArrayFactory.BuildArray(TakenRows.Of(from.Data, [1, 0, 1]));
            Assert.True(new[] { 1, 0, 1 }.Select(row => ArrowJson.Value(from, row)).SequenceEqual(Enumerable.Range(0, 3).Select(row => ArrowJson.Value(taken, row))), type.Name);
        }
    }
}

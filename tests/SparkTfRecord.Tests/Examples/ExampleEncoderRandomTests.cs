using Apache.Arrow;
using Apache.Arrow.Types;
using FsCheck;
using FsCheck.Fluent;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;
using Field = Apache.Arrow.Field;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Random schemas and data against <see cref="ReferenceEncoder"/>. A failure prints the seed with which it is replayed.</summary>
public sealed class ExampleEncoderRandomTests
{
    /// <summary>Everything that makes a batch.</summary>
    public sealed record Case(int Seed, int Columns, int Rows, int NullPercent, int Offset, int Capacity);

    static readonly Arbitrary<Case> s_cases = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from columns in Gen.Choose(1, 12)
        from rows in Gen.Choose(1, 300)
        from nulls in Gen.Elements(0, 0, 2, 50, 100)
        from offset in Gen.Elements(0, 0, 1, 63)
        from capacity in Gen.Elements(1, 500, 20_000, RecordBlock.DefaultCapacity)
        select new Case(seed, columns, rows, nulls, offset, capacity),
        Shrink);

    [Fact]
    public void Encode_AnyBatch_EqualsReference() =>
        Prop.ForAll(s_cases, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261124, 1));

    static bool Holds(Case c)
    {
        var random = new Random(c.Seed);
        var columns = new RandomColumn(random, c.NullPercent / 100.0);
        var made = Enumerable.Range(0, c.Columns).Select(_ => columns.Make(RandomColumn.AnyType(random), c.Rows + c.Offset)).ToArray();
        var schema = new Schema([.. made.Select((m, i) => new Field($"column {i}", m.Array.DataType, true)), new Field("unused", NullType.Default, true)], null);
        IArrowArray[] arrays = [.. made.Select(m => ArrowArrayFactory.BuildArray(m.Array)), new NullArray(c.Rows + c.Offset)];
        var batch = new RecordBatch(schema, arrays, c.Rows + c.Offset).Slice(c.Offset, c.Rows);

        // Names of any length and script, in another order than the columns, and one feature without a column.
        var mappings = made.Select((m, i) => BatchEncoding.PlainMapping($"column {i}", m.Array.DataType) with { Feature = Name(random, i) }).ToArray();
        var absent = BatchEncoding.PlainMapping("no such column", StringType.Default) with { Feature = "absent" };
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, [absent, .. mappings.Reverse()]));

        var expected = new MemoryStream();
        for (var row = 0; row < c.Rows; row++)
        {
            var example = ReferenceEncoder.Example(mappings.Select((m, i) => (m, made[i].Values[c.Offset + row])));
            Example.Parser.ParseFrom(example);
            expected.Write(ReferenceEncoder.Frame(example));
        }
        Assert.Equal(expected.ToArray(), BatchEncoding.Encode(encoder, batch, c.Capacity));

        var nulls = made.Select(m => m.Values.Skip(c.Offset).LongCount(v => v is null));
        Assert.Equal([c.Rows, .. nulls.Reverse()], encoder.Nulls.ToArray());
        return true;
    }

    static string Name(Random random, int index)
    {
        string[] parts = ["x", "feature_name", "größe", "長い名前", "\U0001F600", new string('k', 14), new string('l', 90), new string('m', 130), "\uFFEE"];
        return $"{parts[random.Next(parts.Length)]}{index}";
    }

    static IEnumerable<Case> Shrink(Case c)
    {
        if (c.Columns > 1)
            yield return c with { Columns = c.Columns - 1 };
        if (c.Rows > 1)
            yield return c with { Rows = c.Rows / 2 };
        if (c.Offset > 0)
            yield return c with { Offset = 0 };
        if (c.NullPercent > 0)
            yield return c with { NullPercent = 0 };
    }
}

using Apache.Arrow;
using Apache.Arrow.Types;
using FsCheck;
using FsCheck.Fluent;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Statistics;
using SparkTfRecord.Tests.Statistics;
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
        var made = Enumerable.Range(0, c.Columns).Select(i => Make(random, c, i)).ToArray();
        var schema = new Schema([.. made.Select(m => new Field(m.Mapping.Column, m.Array.DataType, true)), new Field("unused", NullType.Default, true)], null);
        IArrowArray[] arrays = [.. made.Select(m => ArrowArrayFactory.BuildArray(m.Array)), new NullArray(c.Rows + c.Offset)];
        var batch = new RecordBatch(schema, arrays, c.Rows + c.Offset).Slice(c.Offset, c.Rows);

        // In another order than the columns, and one feature without a column.
        var absent = BatchEncoding.PlainMapping("no such column", StringType.Default) with { Feature = "absent" };
        FeatureMapping[] mappings = [absent, .. made.Select(m => m.Mapping).Reverse()];
        var encoder = new ExampleEncoder(FeaturePlan.Compile(batch.Schema, mappings));
        var tally = new ShardTally(mappings);

        var expected = new MemoryStream();
        for (var row = 0; row < c.Rows; row++)
        {
            var values = made.Select(m => WithoutElements(m.Mapping, m.Values[c.Offset + row])).ToArray();
            var example = ReferenceEncoder.Example(made.Select((m, i) => (m.Mapping, values[i] ?? NullValue(m.Mapping))));
            Example.Parser.ParseFrom(example);
            expected.Write(ReferenceEncoder.Frame(example));
        }
        Assert.Equal(expected.ToArray(), BatchEncoding.Encode(encoder, batch, c.Capacity, tally));

        var statistics = tally.Complete();
        Assert.Equal((c.Rows, c.Rows, c.Rows, 0), (statistics[0].Records, statistics[0].Nulls, statistics[0].Missing, statistics[0].Values));
        foreach (var (found, (_, all, mapping)) in statistics.Skip(1).Zip(made.Reverse()))
        {
            object?[] rows = [.. all.Skip(c.Offset).Take(c.Rows)];
            ReferenceStatistics.AssertEqual(rows.Count(v => v is null), [.. rows.Select(v => WithoutElements(mapping, v) ?? NullValue(mapping))], mapping, found);
        }
        return true;
    }

    static (ArrayData Array, object?[] Values, FeatureMapping Mapping) Make(Random random, Case c, int index)
    {
        var options = random.Next(3) == 0;
        var columns = new RandomColumn(random, c.NullPercent / 100.0, options ? c.NullPercent / 100.0 : 0);
        var rows = c.Rows + c.Offset;
        var inStruct = random.Next(5) == 0;
        var made = columns.Make(RandomColumn.AnyType(random), inStruct ? rows + 8 : rows);
        var mapping = BatchEncoding.PlainMapping($"column {index}", made.Array.DataType) with { Feature = Name(random, index) };
        if (inStruct)
        {
            made = columns.InStruct(made);
            made = (made.Array.Slice(0, rows), made.Values[..rows]);
            mapping = mapping with { Path = ["x"] };
        }
        return (made.Array, made.Values, options ? WithOptions(random, mapping) : mapping);
    }

    static FeatureMapping WithOptions(Random random, FeatureMapping mapping)
    {
        var value = mapping.Kind switch { FeatureKind.Int64 => "-7", FeatureKind.Float => "0.5", _ => "none" };
        return mapping with
        {
            Null = mapping.IsList || random.Next(2) == 0 ? NullPolicy.Missing : NullPolicy.Default,
            Default = value,
            NullElement = random.Next(2) == 0 ? NullPolicy.Missing : NullPolicy.Default,
            ElementDefault = value,
            EmptyIsMissing = random.Next(2) == 0,
            Checks = random.Next(2) == 0 ? new FeatureChecks { MaxLength = 5, Truncate = true } : null,
        };
    }

    /// <summary>What is left of a value once the mapping has dealt with null elements and lengths.</summary>
    static object? WithoutElements(FeatureMapping mapping, object? value)
    {
        if (value is not object?[] list)
            return value;
        object?[] kept = [.. list.Select(v => v ?? (mapping.NullElement == NullPolicy.Default ? NullValue(mapping with { Null = NullPolicy.Default }) : null)).Where(v => v is not null)];
        if (mapping.Checks?.MaxLength is { } longest)
            kept = [.. kept.Take(longest)];
        return kept.Length == 0 && mapping.EmptyIsMissing ? null : kept;
    }

    static object? NullValue(FeatureMapping mapping) => (mapping.Null, mapping.Kind) switch
    {
        (NullPolicy.Missing, _) => null,
        (_, FeatureKind.Int64) => -7L,
        (_, FeatureKind.Float) => 0.5f,
        _ => "none"u8.ToArray(),
    };

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

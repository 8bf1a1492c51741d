using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Null policies and checks that make rows bad; those that change values are in <see cref="ExampleEncoderRandomTests"/>.</summary>
public sealed class ExampleEncoderPolicyTests
{
    [Fact]
    public void Encode_NullWithPolicyFail_IsABadRow() => AssertBad(
        2, "the value is null", new Int64Array.Builder().Append(1).Append(2).AppendNull().Build(), m => m with { Null = NullPolicy.Fail });

    [Fact]
    public void Encode_NullListWithPolicyFail_IsABadRow() =>
        AssertBad(1, "the value is null", Lists([1], null), m => m with { Null = NullPolicy.Fail });

    [Fact]
    public void Encode_EmptyListThatIsMissingWithPolicyFail_IsABadRow() =>
        AssertBad(1, "the value is null", Lists([1], []), m => m with { Null = NullPolicy.Fail, EmptyIsMissing = true });

    [Fact]
    public void Encode_TimeThatIsNotWhole_HasAWayOutThatItsTypeHas()
    {
        var nanosecond = new ArrowBuffer.Builder<long>().Append(1).Build();
        Assert.Equal("set \"unit\": \"ns\" for the feature, or write it as text", WayOut(new TimestampType(TimeUnit.Nanosecond, "UTC")));
        Assert.Equal("set \"unit\": \"ns\" for the feature", WayOut(DurationType.FromTimeUnit(TimeUnit.Nanosecond)));

        string WayOut(IArrowType type) => Assert.Throws<BadRowException>(() => BatchEncoding.Encode(
            BatchEncoding.Batch(ArrowArrayFactory.BuildArray(new ArrayData(type, 1, 0, 0, [ArrowBuffer.Empty, nanosecond]))),
            BatchEncoding.PlainMapping("a", type) with { Kind = FeatureKind.Int64 })).WayOut;
    }

    [Theory]
    [InlineData("0", null, 2, "the value is below the minimum, 0")]
    [InlineData(null, "6", 1, "the value is above the maximum, 6")]
    public void Encode_IntegerOutOfRange_IsABadRow(string? min, string? max, int row, string reason) => AssertBad(
        row, reason, new Int64Array.Builder().Append(5).Append(7).Append(-3).Build(), m => m with { Checks = new FeatureChecks { Min = min, Max = max } });

    [Fact]
    public void Encode_NaNThatMustBeFinite_IsABadRow() => AssertBad(
        1, "the value is not finite", new FloatArray.Builder().Append(5).Append(float.NaN).Build(), m => m with { Checks = new FeatureChecks { Finite = true } });

    [Fact]
    public void Encode_TextThatIsNotAllowed_IsABadRow() => AssertBad(
        2,
        "the value is none of the 2 that oneOf allows",
        new StringArray.Builder().Append("a").Append("bc").Append("b").Build(),
        m => m with { Checks = new FeatureChecks { OneOf = ["bc", "a"] } });

    [Fact]
    public void Encode_NullsThatAreChecked_AreNotLookedAt() => Assert.Equal(
        ReferenceEncoder.Frame([0x0A, 0]),
        BatchEncoding.Encode(
            BatchEncoding.Batch(new Int64Array.Builder().AppendNull().Build()),
            BatchEncoding.PlainMapping("a", Int64Type.Default) with { Checks = new FeatureChecks { Min = "5" } }));

    [Fact]
    public void Encode_ElementOutOfRange_IsABadRow() =>
        AssertBad(1, "the value is above the maximum, 6", Lists([1, 6], [1, 7], [9]), m => m with { Checks = new FeatureChecks { Max = "6" } });

    [Fact]
    public void Encode_ListOfAnotherLength_IsABadRow() =>
        AssertBad(1, "the list has 1 values, expected 2", Lists([1, 6], [1]), m => m with { Checks = new FeatureChecks { Length = 2 } });

    [Fact]
    public void Encode_ListThatIsTooLong_IsABadRow() =>
        AssertBad(1, "the list has 2 values, at most 1 are allowed", Lists([1], [1, 2]), m => m with { Checks = new FeatureChecks { MaxLength = 1 } });

    [Fact]
    public void Encode_Indicator_IsOneWhereTheValueIsNull()
    {
        var batch = BatchEncoding.Batch(Lists([1], null, []));
        var mapping = BatchEncoding.PlainMapping("a", batch.Column(0).Data.DataType) with { Part = FeaturePart.Missing, Kind = FeatureKind.Int64 };

        Assert.Equal(
            new long[] { 0, 1, 0 }.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, v)]))),
            BatchEncoding.Encode(batch, mapping));
    }

    [Fact]
    public void Encode_ColumnThatTheSchemaLacks_IsNullInEveryRow()
    {
        var batch = BatchEncoding.Batch(new Int64Array.Builder().Append(1).Build());
        var mapping = BatchEncoding.PlainMapping("zzz", Int64Type.Default);

        Assert.Equal(ReferenceEncoder.Frame([0x0A, 0]), BatchEncoding.Encode(batch, mapping));
        Assert.Equal(One(mapping, 5L), BatchEncoding.Encode(batch, mapping with { Null = NullPolicy.Default, Default = "5" }));
        Assert.Equal(One(mapping, 1L), BatchEncoding.Encode(batch, mapping with { Part = FeaturePart.Missing }));
        Assert.Throws<BadRowException>(() => BatchEncoding.Encode(batch, mapping with { Null = NullPolicy.Fail }));

        static byte[] One(FeatureMapping mapping, object value) => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, value)]));
    }

    static void AssertBad(int row, string reason, IArrowArray array, Func<FeatureMapping, FeatureMapping> options)
    {
        var batch = BatchEncoding.Batch(array);
        var mapping = options(BatchEncoding.PlainMapping("a", array.Data.DataType));

        var bad = Assert.Throws<BadRowException>(() => BatchEncoding.Encode(batch, mapping));

        Assert.Equal(row, bad.Row);
        Assert.StartsWith(reason, bad.Message, StringComparison.Ordinal);
    }

    static ListArray Lists(params long[]?[] lists)
    {
        var builder = new ListArray.Builder(Int64Type.Default);
        foreach (var list in lists)
        {
            if (list is null)
                builder.AppendNull();
            else
                ((Int64Array.Builder)builder.Append().ValueBuilder).Append(list);
        }
        return builder.Build();
    }
}

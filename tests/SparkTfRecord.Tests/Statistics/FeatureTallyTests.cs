using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Tests.Statistics;

public sealed unsafe class FeatureTallyTests
{
    static FeatureMapping Mapping(FeatureKind kind) => new() { Feature = "x", Column = "x", Type = "", Kind = kind };

    static FeatureStatistics Of<T>(FeatureKind kind, T[] values, params int[] cuts) where T : unmanaged
    {
        var tally = (FeatureTally<T>)FeatureTally.Of(Mapping(kind));
        fixed (T* start = values)
        {
            var from = 0;
            foreach (var to in cuts.Append(values.Length))
            {
                tally.Add(start + from, to - from);
                from = to;
            }
        }
        return tally.Complete();
    }

    static BytesStatistics OfTexts(params string[] texts)
    {
        var tally = (FeatureTally<Slice>)FeatureTally.Of(Mapping(FeatureKind.Bytes));
        foreach (var text in texts)
        {
            fixed (byte* bytes = Encoding.Latin1.GetBytes(text))
            {
                var slice = new Slice(bytes, text.Length);
                tally.Add(&slice, 1);
            }
        }
        return tally.Complete().Bytes!;
    }

    [Fact]
    public void Floats_OfKnownValues_GiveMeanAndStandardDeviation() => Assert.Equal(
        // Mean 5 and standard deviation 2: the usual example.
        new() { Finite = 8, Min = 2, Max = 9, Mean = 5, SquaredDeviations = 32, Zeros = 0 },
        Of(FeatureKind.Float, new[] { 2f, 4, 4, 4, 5, 5, 7, 9 }).Float);

    [Fact]
    public void Floats_NotFinite_AreCountedApart() => Assert.Equal(
        new() { Finite = 11, Nan = 2, Infinite = 3, Zeros = 10, Min = 0, Max = 11, Mean = 1, SquaredDeviations = 110 },
        Of(FeatureKind.Float, new[] { float.NaN, float.NegativeInfinity, -0f, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, float.PositiveInfinity, float.NaN, float.PositiveInfinity }).Float);

    [Fact]
    public void Floats_NoneFinite_HaveNoMean() =>
        Assert.Equal(new() { Nan = 1, Infinite = 1 }, Of(FeatureKind.Float, new[] { float.NaN, float.PositiveInfinity }).Float);

    [Fact]
    public void Floats_FarFromZeroAndNearEachOther_KeepTheirSpread()
    {
        // 16777216 is 2^24, whose neighbour is 2 away: half of the values each, so the deviation is 1.
        var values = Enumerable.Range(0, 100_000).Select(i => 16777216f + 2 * (i % 2)).ToArray();
        var found = Of(FeatureKind.Float, values).Float!;
        Assert.Equal((16777217, 1), (found.Mean, found.Std));
    }

    [Fact]
    public void Floats_HoweverCut_SumUpInOneOrder()
    {
        var random = new Random(5);
        for (var turn = 0; turn < 200; turn++)
        {
            var values = Enumerable.Range(0, random.Next(1, 300)).Select(_ => random.Next(40) == 0 ? float.NaN : (float)Math.Exp(random.Next(-60, 60) * random.NextDouble())).ToArray();
            int[] cuts = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(values.Length + 1)).Order()];
            var found = Of(FeatureKind.Float, values, cuts).Float!;
            Assert.Equal(Of(FeatureKind.Float, values).Float, found);

            // The order that is promised, without vectors.
            var pivot = (double)values.FirstOrDefault(float.IsFinite);
            var (sums, squares) = (new double[8], new double[8]);
            for (var i = 0; i < values.Length; i++)
            {
                var deviation = float.IsFinite(values[i]) ? values[i] - pivot : 0;
                sums[i % 8] += deviation;
                squares[i % 8] += deviation * deviation;
            }
            if (found.Finite == 0)
                continue;
            var sum = Pairs(sums);
            Assert.Equal(pivot + sum / found.Finite, found.Mean);
            Assert.Equal(Math.Max(0, Pairs(squares) - sum * sum / found.Finite), found.SquaredDeviations);
        }

        static double Pairs(double[] v) => v[0] + v[1] + (v[2] + v[3]) + (v[4] + v[5] + (v[6] + v[7]));
    }

    [Fact]
    public void Integers_OfAnySize_SumUpExactly()
    {
        var random = new Random(6);
        for (var turn = 0; turn < 100; turn++)
        {
            var bits = random.Next(1, 64);
            var values = Enumerable.Range(0, random.Next(1, 9000)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> bits).ToArray();
            ReferenceStatistics.AssertEqual(values, Of(FeatureKind.Int64, values, random.Next(values.Length)).Int64!);
        }
        long[] extremes = [.. Enumerable.Repeat(long.MinValue, 9), long.MaxValue, 0];
        ReferenceStatistics.AssertEqual(extremes, Of(FeatureKind.Int64, extremes).Int64!);
    }

    [Fact]
    public void Integers_OfKnownValues_GiveMeanStandardDeviationAndCounts()
    {
        var found = Of(FeatureKind.Int64, new long[] { 2, 4, 4, 4, 5, 5, 7, 9 }).Int64!;
        Assert.Equal((5, 2), (found.Mean, found.Std));
        Assert.Equal([new(4, 3), new(5, 2), new(2, 1), new(7, 1), new(9, 1)], found.Distinct!);
        Assert.Null(Of(FeatureKind.Int64, new long[] { 2, 256 }).Int64!.Distinct);
        Assert.Null(Of(FeatureKind.Int64, new long[] { -1, 2 }, 1).Int64!.Distinct);
    }

    [Fact]
    public void Texts_FewAndShort_AreCountedOneByOne()
    {
        var found = OfTexts("b", "a", "", "longer than eight", "longer_than_eight", "b", "\xFF");
        Assert.Equal(new LengthStatistics(7, 0, 17, 38), found.Lengths);
        Assert.Equal(
            [new("b", null, 2), new("", null, 1), new("a", null, 1), new("longer than eight", null, 1), new("longer_than_eight", null, 1), new(null, "/w==", 1)],
            found.Distinct!);
    }

    [Fact]
    public void Texts_ManyOrLong_AreNotCountedOneByOne()
    {
        string[] most = [.. Enumerable.Range(0, 64).Select(i => $"{i}")];
        Assert.Equal(64, OfTexts(most).Distinct!.Count);
        Assert.Null(OfTexts([.. most, "one more"]).Distinct);
        Assert.Single(OfTexts(new string('x', 64)).Distinct!);
        Assert.Null(OfTexts(new string('x', 65)).Distinct);
    }

    [Fact]
    public void Merge_OfParts_IsWhatTheWholeGives()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 100; turn++)
        {
            var numbers = Enumerable.Range(0, random.Next(2, 60)).Select(_ => (long)random.Next(-2, turn < 50 ? 4 : 300)).ToArray();
            var cut = random.Next(numbers.Length + 1);
            Assert.Equivalent(Of(FeatureKind.Int64, numbers), FeatureStatistics.Merge(Of(FeatureKind.Int64, numbers[..cut]), Of(FeatureKind.Int64, numbers[cut..])), strict: true);

            var floats = Array.ConvertAll(numbers, n => n == 3 ? float.NaN : n / 3f);
            ReferenceStatistics.AssertEqual(floats, FeatureStatistics.Merge(Of(FeatureKind.Float, floats[..cut]), Of(FeatureKind.Float, floats[cut..])).Float!);

            var texts = Array.ConvertAll(numbers, n => $"{n}");
            Assert.Equivalent(OfTexts(texts), BytesStatistics.Merge(OfTexts(texts[..cut]), OfTexts(texts[cut..])), strict: true);
        }
    }

    [Fact]
    public void Private_Values_AreOnlyCounted()
    {
        var tally = (FeatureTally<long>)FeatureTally.Of(Mapping(FeatureKind.Int64) with { Private = true });
        var value = 5L;
        tally.Add(&value, 1);
        tally.AddRecords(2, 1, 1);
        Assert.Equal(new() { Feature = "x", Records = 2, Nulls = 1, Missing = 1, Values = 1 }, tally.Complete());
    }
}

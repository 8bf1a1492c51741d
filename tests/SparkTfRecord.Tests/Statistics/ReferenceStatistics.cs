using System.Numerics;
using SparkTfRecord.Examples;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Tests.Statistics;

/// <summary>The slow, obvious way to what a <see cref="FeatureStatistics"/> says.</summary>
static class ReferenceStatistics
{
    /// <summary>Fails where statistics are not those of some records.</summary>
    /// <param name="nulls">Rows whose value was null.</param>
    /// <param name="records">What each record holds: null, a value, or a list.</param>
    /// <param name="mapping">The feature.</param>
    /// <param name="found">The statistics.</param>
    public static void AssertEqual(int nulls, object?[] records, FeatureMapping mapping, FeatureStatistics found)
    {
        var lists = records.Where(r => r is not null).Select(r => mapping.IsList ? (object?[])r! : [r]).ToList();
        var values = lists.SelectMany(l => l).ToList();
        Assert.Equal(mapping.Feature, found.Feature);
        Assert.Equal((records.Length, nulls, records.Count(r => r is null), values.Count), (found.Records, found.Nulls, found.Missing, found.Values));
        Assert.Equal(mapping.IsList ? Lengths(lists.Select(l => (long)l.Length)) : null, found.Lists);
        switch (mapping.Kind)
        {
            case FeatureKind.Int64:
                AssertEqual([.. values.Cast<long>()], found.Int64!);
                break;
            case FeatureKind.Float:
                AssertEqual([.. values.Cast<float>()], found.Float!);
                break;
            default:
                AssertEqual([.. values.Cast<byte[]>()], found.Bytes!);
                break;
        }
    }

    public static void AssertEqual(long[] values, Int64Statistics found)
    {
        Assert.Equal((values.Length, values.Count(v => v == 0)), (found.Count, found.Zeros));
        Assert.Equal(values.Aggregate(BigInteger.Zero, (sum, v) => sum + v), found.Sum);
        Assert.Equal(values.Aggregate(BigInteger.Zero, (sum, v) => sum + (BigInteger)v * v), found.SumOfSquares);
        Assert.Equal(values.Length == 0 ? (null, null) : (values.Min(), values.Max()), ((long?, long?))(found.Min, found.Max));
        Assert.Equal(
            values.Length == 0 || values.Any(v => v is < 0 or > 255) ? null : values.CountBy(v => v).Select(v => (v.Key, (long)v.Value)).OrderBy(v => (-v.Item2, v.Key)),
            found.Distinct?.Select(d => (d.Value, d.Count)));
    }

    public static void AssertEqual(float[] values, FloatStatistics found)
    {
        var finite = values.Where(float.IsFinite).ToArray();
        Assert.Equal((finite.Length, values.Count(float.IsNaN), values.Count(float.IsInfinity), values.Count(v => v == 0)), (found.Finite, found.Nan, found.Infinite, found.Zeros));
        if (finite.Length == 0)
        {
            Assert.Equal((null, null, null, null), (found.Min, found.Max, found.Mean, found.Std));
            return;
        }
        Assert.Equal((finite.Min(), finite.Max()), ((float, float))(found.Min!.Value, found.Max!.Value));
        var mean = finite.Average(v => (double)v);
        var std = Math.Sqrt(finite.Average(v => (v - mean) * (v - mean)));
        var tolerance = finite.Max(v => Math.Abs((double)v)) * 1e-12;
        Assert.Equal(mean, found.Mean!.Value, tolerance);
        Assert.Equal(std, found.Std!.Value, tolerance * 1e4); // the root of a rounding error, where all are nearly equal
    }

    static void AssertEqual(byte[][] values, BytesStatistics found)
    {
        Assert.Equal(Lengths(values.Select(v => (long)v.Length)), found.Lengths);
        var distinct = values.CountBy(Convert.ToBase64String).ToDictionary(v => v.Key, v => (long)v.Value);
        if (values.Length == 0 || distinct.Count > 64 || values.Any(v => v.Length > 64))
            Assert.Null(found.Distinct);
        else
            Assert.Equal(distinct, found.Distinct!.ToDictionary(d => d.Base64 ?? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(d.Value!)), d => d.Count));
    }

    static LengthStatistics? Lengths(IEnumerable<long> lengths) =>
        lengths.ToList() is { Count: > 0 } all ? new(all.Count, all.Min(), all.Max(), all.Sum()) : null;
}

using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Every type of TYPES, in every form, on pyarrow's files and at the edges.</summary>
public sealed class ExampleEncoderTypesTests
{
    /// <summary>Columns whose stored integers are multiplied by a factor.</summary>
    [Theory]
    [InlineData("bool", 1)]
    [InlineData("int8", 1)]
    [InlineData("uint16", 1)]
    [InlineData("int64", 1)]
    [InlineData("date32", 1)]
    [InlineData("time32_ms", 1000)]
    [InlineData("time64_us", 1)]
    [InlineData("duration_us", 1)]
    [InlineData("timestamp_ms", 1000)]
    [InlineData("timestamp_ms_utc", 1000)]
    [InlineData("timestamp_us", 1)]
    [InlineData("timestamp_us_prague", 1)]
    [InlineData("dictionary_int64", 1)]
    public void Encode_GoldenIntegers_AreInt64InMicroseconds(string name, long factor) =>
        AssertEncodes(new GoldenColumn(name), FeatureKind.Int64, v => v.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? v.GetBoolean() ? 1L : 0L
            : long.Parse(v.GetString()!, CultureInfo.InvariantCulture) * factor);

    [Theory]
    [InlineData("time64_ns")]
    [InlineData("timestamp_ns")]
    [InlineData("timestamp_ns_utc")]
    public void Encode_GoldenNanoseconds_AreWrittenInTheirUnit(string name) =>
        AssertEncodes(new GoldenColumn(name), FeatureKind.Int64, v => long.Parse(v.GetString()!, CultureInfo.InvariantCulture), m => m with { Unit = TimeUnit.Nanosecond });

    [Fact]
    public void Encode_GoldenFloat16_AreFloats() => AssertEncodes(new GoldenColumn("float16"), FeatureKind.Float, v =>
        (float)BitConverter.ToHalf(Convert.FromHexString(v.GetString()!)));

    [Fact]
    public void Encode_GoldenDoubles_AreRawBytes() =>
        AssertEncodes(new GoldenColumn("float64"), FeatureKind.Bytes, v => Convert.FromHexString(v.GetString()!), m => m with { Form = ValueForm.Raw });

    [Fact]
    public void Encode_GoldenDoubles_AreTextsThatReadBackTheSame() => AssertEncodes(
        new GoldenColumn("float64"),
        FeatureKind.Bytes,
        v => Encoding.UTF8.GetBytes(BitConverter.ToDouble(Convert.FromHexString(v.GetString()!)).ToString("R", CultureInfo.InvariantCulture)),
        m => m with { Form = ValueForm.Text });

    [Fact]
    public void Encode_GoldenUInt64_AreTexts() =>
        AssertEncodes(new GoldenColumn("uint64"), FeatureKind.Bytes, v => Encoding.UTF8.GetBytes(v.GetString()!), m => m with { Form = ValueForm.Text });

    [Theory]
    [InlineData("decimal_9_2")]
    [InlineData("decimal_18_4")]
    [InlineData("decimal_38_10")]
    public void Encode_GoldenDecimals_AreTextsWithAllDigits(string name) =>
        AssertEncodes(new GoldenColumn(name), FeatureKind.Bytes, v => Encoding.UTF8.GetBytes(v.GetString()!), m => m with { Form = ValueForm.Text });

    [Theory]
    [InlineData("decimal_9_2")]
    [InlineData("decimal_18_4")]
    public void Encode_GoldenDecimals_AreUnscaled(string name) => AssertEncodes(
        new GoldenColumn(name),
        FeatureKind.Int64,
        v => long.Parse(v.GetString()!.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
        m => m with { Form = ValueForm.Unscaled });

    [Theory]
    [InlineData("decimal_9_2")]
    [InlineData("decimal_18_4")]
    [InlineData("decimal_38_10")]
    public void Encode_GoldenDecimals_AreNearestFloats(string name) => AssertEncodes(new GoldenColumn(name), FeatureKind.Float, v =>
    {
        var text = v.GetString()!;
        return ExactRounding.ToFloat(BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal));
    });

    [Fact]
    public void Encode_Decimals_RoundOnceFromTheExactValue()
    {
        // 16777217 lies half way between two floats, the last two right beside it: rounding to double first would lose the difference.
        Decimal[] values = [new(16777217, 0), new(new BigInteger(167772170000000001), 10), new(new BigInteger(167772169999999999), 10)];
        var random = new Random(5);
        values = [.. values, .. Enumerable.Range(0, 2000).Select(_ => new Decimal(new BigInteger(random.NextInt64() >> random.Next(63)), 10))];
        foreach (var scale in new[] { 0, 10 })
        {
            var chosen = values.Where(v => v.Scale == scale).ToArray();
            var batch = BatchEncoding.Batch(DecimalArray(scale, chosen.Select(v => v.Unscaled)));
            var mapping = BatchEncoding.PlainMapping("a", batch.Column(0).Data.DataType) with { Kind = FeatureKind.Float };
            AssertBytes(chosen.Select(v => (object?)ExactRounding.ToFloat(v.Unscaled, v.Scale)), batch, mapping);
        }
    }

    [Fact]
    public void Encode_UInt64AboveInt64_IsABadRow()
    {
        var bad = BadRow(new UInt64Array.Builder().Append(long.MaxValue).Append(1UL << 63).Build(), m => m with { Kind = FeatureKind.Int64 });

        Assert.Equal((1, "9223372036854775808"), (bad.Row, bad.Value));
        Assert.Contains("as text", bad.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_TimestampNotWholeInItsUnit_IsABadRow()
    {
        var timestamps = new TimestampArray(new TimestampType(TimeUnit.Nanosecond, "UTC"), Longs(1000, -1001), ArrowBuffer.Empty, 2, 0, 0);

        var bad = BadRow(timestamps, m => m with { Kind = FeatureKind.Int64 });

        Assert.Equal((1, "-1001 ns"), (bad.Row, bad.Value));
    }

    [Fact]
    public void Encode_TimestampBeyondInt64InMicroseconds_IsABadRow()
    {
        const long Last = long.MaxValue / 1_000_000;
        var timestamps = new TimestampArray(new TimestampType(TimeUnit.Second, "UTC"), Longs(-Last, Last + 1), ArrowBuffer.Empty, 2, 0, 0);

        Assert.Equal(1, BadRow(timestamps, m => m with { Kind = FeatureKind.Int64 }).Row);
    }

    [Theory]
    [InlineData(TimeUnit.Second, "UTC", 0, "1970-01-01T00:00:00Z")]
    [InlineData(TimeUnit.Second, null, -1, "1969-12-31T23:59:59")]
    [InlineData(TimeUnit.Millisecond, "+01:00", 951_782_400_001, "2000-02-29T00:00:00.001Z")]
    [InlineData(TimeUnit.Microsecond, "UTC", -62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z")]
    [InlineData(TimeUnit.Nanosecond, "UTC", long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(TimeUnit.Second, "UTC", 253_402_300_800, "+10000-01-01T00:00:00Z")]
    [InlineData(TimeUnit.Second, "UTC", -62_167_219_201, "-0001-12-31T23:59:59Z")]
    public void Encode_TimestampAsText_IsIso8601(TimeUnit unit, string? zone, long value, string expected)
    {
        var batch = BatchEncoding.Batch(new TimestampArray(new TimestampType(unit, zone), Longs(value), ArrowBuffer.Empty, 1, 0, 0));

        AssertBytes([Encoding.UTF8.GetBytes(expected)], batch, BatchEncoding.PlainMapping("a", batch.Column(0).Data.DataType) with { Form = ValueForm.Text });
    }

    [Fact]
    public void Encode_DatesAsText_AgreeWithDotNet()
    {
        int[] days = [.. Enumerable.Range(0, 4000).Select(i => (i - 2000) * 183), -719_162, 2_932_896];
        var batch = BatchEncoding.Batch(new Date32Array(new ArrowBuffer(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(days).ToArray()), ArrowBuffer.Empty, days.Length, 0, 0));
        var expected = days.Select(d => (object?)Encoding.UTF8.GetBytes(new DateTime(1970, 1, 1).AddDays(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        AssertBytes(expected, batch, BatchEncoding.PlainMapping("a", Date32Type.Default) with { Form = ValueForm.Text });
    }

    [Fact]
    public void Encode_NullType_IsNeverWritten() =>
        Assert.Equal(ReferenceEncoder.Frame([0x0A, 0]), BatchEncoding.Encode(BatchEncoding.Batch(new NullArray(1))));

    static void AssertEncodes(GoldenColumn column, FeatureKind kind, Func<JsonElement, object> value, Func<FeatureMapping, FeatureMapping>? options = null)
    {
        var name = column.Batch.Schema.GetFieldByIndex(0).Name;
        var mapping = BatchEncoding.PlainMapping(name, column.Type) with { Kind = kind };
        AssertBytes(column.Values.Select(v => v.ValueKind == JsonValueKind.Null ? null : value(v)), column.Batch, options?.Invoke(mapping) ?? mapping);
    }

    static void AssertBytes(IEnumerable<object?> expected, RecordBatch batch, FeatureMapping mapping) => Assert.Equal(
        expected.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, v)]))),
        BatchEncoding.Encode(batch, mapping));

    static BadRowException BadRow(IArrowArray array, Func<FeatureMapping, FeatureMapping> options)
    {
        var batch = BatchEncoding.Batch(array);
        return Assert.Throws<BadRowException>(() => BatchEncoding.Encode(batch, options(BatchEncoding.PlainMapping("a", array.Data.DataType))));
    }

    static ArrowBuffer Longs(params long[] values) => new(System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(values).ToArray());

    [Fact]
    public void Encode_DecimalsOfNegativeScale_HaveTheirZeros()
    {
        var batch = BatchEncoding.Batch(DecimalArray(-3, [0, 7, -12]));
        var mapping = BatchEncoding.PlainMapping("a", batch.Schema.GetFieldByIndex(0).DataType) with { Form = ValueForm.Text };
        AssertBytes(["0"u8.ToArray(), "7000"u8.ToArray(), "-12000"u8.ToArray()], batch, mapping);
    }

    static Decimal128Array DecimalArray(int scale, IEnumerable<BigInteger> values)
    {
        byte[] bytes = [.. values.SelectMany(v => BitConverter.GetBytes((long)v).Concat(Enumerable.Repeat(v.Sign < 0 ? (byte)255 : (byte)0, 8)))];
        return new Decimal128Array(new ArrayData(new Decimal128Type(38, scale), bytes.Length / 16, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(bytes)]));
    }

    sealed record Decimal(BigInteger Unscaled, int Scale);
}

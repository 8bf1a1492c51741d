using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Tests.Tasks;

/// <summary>Expected splits were computed with an implementation of XXH64 in Python, from the definition, that gives the published vectors of "" and "abc".</summary>
public sealed class SplitHashTests
{
    static readonly SplitOptions s_options = new() { Shares = new Dictionary<string, decimal> { ["a"] = 0.8m, ["b"] = 0.1m, ["c"] = 0.1m }, Seed = 7 };

    static int Split(params IArrowArray[] columns)
    {
        var names = columns.Select((_, i) => $"k{i}").ToArray();
        var batch = new RecordBatch(new Schema(columns.Select((c, i) => new Field(names[i], c.Data.DataType, true)), null), columns, 1);
        return new SplitHash(s_options, names).SplitOf(batch, 0, default);
    }

    [Fact]
    public void SplitOf_KeysOfEveryKind_IsFixedForEver()
    {
        Assert.Equal(0, Split(new Int64Array.Builder().Append(42).Build()));           // 01 2A00…: 443D6045D79D6794 = 0.2666
        Assert.Equal(0, Split(new Int8Array.Builder().Append(42).Build()));            // the same
        Assert.Equal(0, Split(new Int32Array.Builder().Append(-1).Build()));           // 01 FFFF…: 958D189508E50E67 = 0.5842
        Assert.Equal(1, Split(new StringArray.Builder().AppendNull().Build()));        // 00: D90DF86C76F52E13 = 0.8479
        Assert.Equal(1, Split(new DoubleArray.Builder().Append(1.5).Build()));         // 02 000000000000F83F: E0CE53CA04D12BB1 = 0.8781
        Assert.Equal(1, Split(new FloatArray.Builder().Append(1.5f).Build()));         // the same
        Assert.Equal(0, Split(new StringArray.Builder().Append("Grüße").Build()));     // 03 07000000 …: A5319B7131D0694A = 0.6453
        Assert.Equal(0, Split(new Int64Array.Builder().Append(42).Build(), new StringArray.Builder().Append("UA").Build())); // 307323E626D07C05 = 0.1893
        var other = new SplitHash(s_options with { Seed = 0 }, ["k"]);
        var batch = new RecordBatch(new Schema([new Field("k", Int64Type.Default, false)], null), [new Int64Array.Builder().Append(42).Build()], 1);
        Assert.Equal(2, other.SplitOf(batch, 0, default));                             // EE536F9035B71091 = 0.9310
    }

    [Fact]
    public void SplitOf_ZerosNansTimesAndDictionaries_AreTheirValues()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Same(new DoubleArray.Builder().Append(0.0).Build(), new DoubleArray.Builder().Append(-0.0).Build());
            Same(new DoubleArray.Builder().Append(double.NaN).Build(), new FloatArray.Builder().Append(BitConverter.UInt32BitsToSingle(0xFFC00001)).Build());
            Same(new Date32Array.Builder().Append(new DateTime(2026, 11, 24)).Build(), new Date64Array.Builder().Append(new DateTime(2026, 11, 24)).Build());
            Same(
                new TimestampArray.Builder(TimeUnit.Second).Append(DateTimeOffset.UnixEpoch.AddSeconds(9)).Build(),
                new Int64Array.Builder().Append(9_000_000).Build());
            Same(
                new DictionaryArray(
                    new DictionaryType(Int32Type.Default, StringType.Default, false), new Int32Array.Builder().Append(1).Build(), new StringArray.Builder().Append("x").Append("UA").Build()),
                new StringArray.Builder().Append("UA").Build());

            void Same(IArrowArray a, IArrowArray b)
            {
                var shares = Enumerable.Range(0, 20).ToDictionary(i => $"s{i}", _ => 0.05m);
                Assert.Equal(Of(a), Of(b));

                int Of(IArrowArray array) => new SplitHash(new() { Shares = shares, Seed = seed }, ["k"])
                    .SplitOf(new RecordBatch(new Schema([new Field("k", array.Data.DataType, true)], null), [array], 1), 0, default);
            }
        }
    }

    [Fact]
    public void SplitOf_WithoutKey_IsThatOfTheRecord()
    {
        // XXH64("abc", 0) = 44BC2CF5AD770999 = 0.2685
        var hash = new SplitHash(new() { Shares = new Dictionary<string, decimal> { ["a"] = 0.268m, ["b"] = 0.001m, ["c"] = 0.731m } }, []);
        Assert.Equal(1, hash.SplitOf(null!, 0, "abc"u8));
    }
}

using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Spark ML's Vector column, as Spark writes it to Parquet.</summary>
public sealed class ExampleEncoderVectorTests
{
    // Dense [1.5, -2], null, sparse of size 4 with 9 at 1 and 8 at 3, empty dense.
    static readonly StructArray s_vectors = Vectors(1.5);

    [Fact]
    public void Encode_Indices_AreThoseStoredOrCounted() =>
        AssertRows(FeaturePart.VectorIndices, FeatureKind.Int64, new object[] { 0L, 1L }, null, new object[] { 1L, 3L }, System.Array.Empty<object>());

    [Fact]
    public void Encode_Values_AreThoseStored() =>
        AssertRows(FeaturePart.VectorValues, FeatureKind.Float, new object[] { 1.5f, -2f }, null, new object[] { 9f, 8f }, System.Array.Empty<object>());

    [Fact]
    public void Encode_Size_IsThatOfTheVector() =>
        AssertRows(FeaturePart.VectorSize, FeatureKind.Int64, 2L, null, 4L, 0L);

    [Fact]
    public void Encode_Dense_FillsInZeros() =>
        AssertRows(FeaturePart.VectorDense, FeatureKind.Float, new object[] { 1.5f, -2f }, null, new object[] { 0f, 9f, 0f, 8f }, System.Array.Empty<object>());

    [Fact]
    public void Encode_SlicedVectors_AreThoseOfTheSlice()
    {
        var batch = BatchEncoding.Batch(s_vectors).Slice(1, 2);

        Assert.Equal(Expected([null, new object[] { 0f, 9f, 0f, 8f }]), BatchEncoding.Encode(batch, Mapping(FeaturePart.VectorDense, FeatureKind.Float)));
    }

    [Theory]
    [InlineData(nameof(FeaturePart.VectorValues))]
    [InlineData(nameof(FeaturePart.VectorDense))]
    public void Encode_ValueBeyondFloat_IsABadRowWithAWayOutThatVectorsHave(string part)
    {
        var mapping = Mapping(Enum.Parse<FeaturePart>(part), FeatureKind.Float);
        var bad = Assert.Throws<BadRowException>(() => BatchEncoding.Encode(BatchEncoding.Batch(Vectors(1e39)), mapping));
        Assert.Equal("write the column as json, or correct the value upstream", bad.WayOut);
    }

    static void AssertRows(FeaturePart part, FeatureKind kind, params object?[] expected)
    {
        var mapping = Mapping(part, kind);
        Assert.Equal(
            expected.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(mapping, v)]))),
            BatchEncoding.Encode(BatchEncoding.Batch(s_vectors), mapping));
    }

    static IEnumerable<byte> Expected(object?[] values) =>
        values.SelectMany(v => ReferenceEncoder.Frame(ReferenceEncoder.Example([(Mapping(FeaturePart.VectorDense, FeatureKind.Float), v)])));

    static FeatureMapping Mapping(FeaturePart part, FeatureKind kind) => BatchEncoding.PlainMapping("a", s_vectors.Data.DataType) with { Part = part, Kind = kind };

    static StructArray Vectors(double first)
    {
        var indices = new ListArray.Builder(Int32Type.Default);
        indices.AppendNull();
        indices.AppendNull();
        ((Int32Array.Builder)indices.Append().ValueBuilder).Append(1).Append(3);
        indices.AppendNull();
        var values = new ListArray.Builder(DoubleType.Default);
        ((DoubleArray.Builder)values.Append().ValueBuilder).Append(first).Append(-2);
        values.AppendNull();
        ((DoubleArray.Builder)values.Append().ValueBuilder).Append(9).Append(8);
        values.Append();
        IArrowArray[] fields =
        [
            new Int8Array.Builder().Append(1).AppendNull().Append(0).Append(1).Build(),
            new Int32Array.Builder().AppendNull().AppendNull().Append(4).AppendNull().Build(),
            indices.Build(),
            values.Build(),
        ];
        string[] names = ["type", "size", "indices", "values"];
        var type = new StructType([.. fields.Select((f, i) => new Field(names[i], f.Data.DataType, true))]);
        return new StructArray(type, 4, fields, new ArrowBuffer(new byte[] { 0b1101 }), 1);
    }
}

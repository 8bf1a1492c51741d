using System.Globalization;
using System.Text.Json;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Tests.Serving;

public sealed class TensorValuesTests
{
    [Theory]
    [InlineData("good/predict-types")]
    [InlineData("good/predict-multi-input")]
    [InlineData("good/predict-sequence")]
    [InlineData("good/predict-crf")]
    [InlineData("good/predict-batches")]
    [InlineData("good/predict-serialized-examples")]
    public void Make_ValuesOfGoldenTensors_IsTheTensorThatTensorFlowMade(string file)
    {
        var logs = WarmupGolden.Read(file);
        for (var i = 0; i < logs.Count; i++)
        {
            foreach (var input in WarmupGolden.Log(file["good/".Length..], i).GetProperty("inputs").EnumerateObject().Where(p => p.Name != "c64"))
            {
                var expected = logs[i].PredictLog.Request.Inputs[input.Name];
                Assert.True(Dtype.TryParse(input.Value.GetProperty("dtype").GetString()!, out var dtype));
                var shape = input.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64());
                Assert.Equal(expected, TensorValues.Make(dtype, [.. shape], [CellOf(dtype, input.Value.GetProperty("values"))]));
            }
        }
    }

    [Theory]
    [InlineData(1.0f, 0x3F80)]
    [InlineData(-0.0f, 0x8000)]
    [InlineData(1.00390625f, 0x3F80)] // halfway between two: to even, down
    [InlineData(1.01171875f, 0x3F82)] // halfway between two: to even, up
    [InlineData(float.PositiveInfinity, 0x7F80)]
    [InlineData(float.MaxValue, 0x7F80)]
    public void BFloat16Bits_Value_IsRoundedToNearestEven(float value, int bits) => Assert.Equal(bits, TensorValues.BFloat16Bits(value));

    [Fact]
    public void BFloat16Bits_NaNWithLowBitsOnly_StaysNaN() =>
        Assert.Equal(0x7FC0, TensorValues.BFloat16Bits(BitConverter.UInt32BitsToSingle(0x7F80_0001)));

    [Theory]
    [InlineData("int32", 2147483648, "2147483648")]
    [InlineData("int8", 127, null)]
    [InlineData("uint8", -1, "-1")]
    [InlineData("bool", 2, "2")]
    [InlineData("float32", 1e39, "1E+39")]
    [InlineData("float16", 65520, "65520")]
    [InlineData("bfloat16", 3.4e38, "3.4E+38")]
    [InlineData("float64", 1e300, null)]
    public void Misfit_Value_IsNamedWhenTheTypeCannotHoldIt(string name, double value, string? misfit)
    {
        Assert.True(Dtype.TryParse(name, out var dtype));
        Cell cell = name.Contains("float", StringComparison.Ordinal) ? new FloatCell([0, value]) : new IntegerCell([0, (Int128)value]);
        Assert.Equal(misfit, Dtype.Misfit(dtype, cell));
    }

    static Cell CellOf(DataType dtype, JsonElement values)
    {
        var texts = values.EnumerateArray().Select(v => v.GetString()!);
        return dtype switch
        {
            DataType.DtString => new BytesCell([.. texts.Select(Convert.FromBase64String)]),
            DataType.DtBool => new IntegerCell([.. texts.Select(t => t == "True" ? Int128.One : 0)]),
            DataType.DtFloat or DataType.DtDouble or DataType.DtHalf => new FloatCell([.. texts.Select(Number)]),
            _ => new IntegerCell([.. texts.Select(t => Int128.Parse(t, CultureInfo.InvariantCulture))]),
        };
    }

    static double Number(string text) => text switch
    {
        "nan" => BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000), // numpy's, .NET's own is negative
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

using SparkTfRecord.Examples;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Planning;

public sealed class GoldenTypesTests
{
    // One file a type, written by pyarrow; the column has the file's name, here x.
    [Theory]
    [InlineData("bool", "x bool Int64")]
    [InlineData("int8", "x int8 Int64")]
    [InlineData("int64_required", "x int64 Int64")]
    [InlineData("uint32", "x uint32 Int64")]
    [InlineData("uint64", "x uint64 Int64")]
    [InlineData("float16", "x float16 Float")]
    [InlineData("float32", "x float Float")]
    [InlineData("float64", "x double Float rounds")]
    [InlineData("decimal_9_2", "x decimal128(9, 2) Float rounds")]
    [InlineData("decimal_38_10", "x decimal128(38, 10) Float rounds")]
    [InlineData("string", "x string Bytes")]
    [InlineData("large_string", "x large_string Bytes")]
    [InlineData("binary", "x binary Bytes")]
    [InlineData("large_binary", "x large_binary Bytes")]
    [InlineData("fixed_size_binary_16", "x fixed_size_binary[16] Bytes")]
    [InlineData("dictionary_string", "x dictionary<string> Bytes")]
    [InlineData("dictionary_int64", "x int64 Int64")]
    [InlineData("date32", "x date32 Int64")]
    [InlineData("timestamp_ms", "x timestamp[ms] Int64 us")]
    [InlineData("timestamp_ns_utc", "x timestamp[ns, tz=UTC] Int64 us")]
    [InlineData("timestamp_us_prague", "x timestamp[us, tz=Europe/Prague] Int64 us")]
    [InlineData("time32_ms", "x time32[ms] Int64 us")]
    [InlineData("time64_ns", "x time64[ns] Int64 us")]
    [InlineData("duration_us", "x duration[us] Int64 us")]
    [InlineData("list_float32", "x list<float> Float list")]
    [InlineData("list_string", "x list<string> Bytes list")]
    [InlineData("large_list_int32", "x large_list<int32> Int64 list")]
    [InlineData("fixed_size_list_float32_4", "x fixed_size_list<float>[4] Float list")]
    [InlineData("struct", "x/a int64 Int64, x/b string Bytes, x/c/d double Float rounds")]
    [InlineData("struct_of_list", "x/v list<int32> Int64 list")]
    [InlineData("list_struct", "x/a list<int64> Int64 list, x/b list<string> Bytes list")]
    [InlineData("map_string_int64", "x/keys list<string> Bytes list, x/values list<int64> Int64 list")]
    [InlineData("map_int32_string", "x/keys list<int32> Int64 list, x/values list<string> Bytes list")]
    public void Plan_TypeByDefault_HasTheFeaturesOfTheTable(string file, string expected)
    {
        var plan = Plan(new Job { Input = new() { Paths = [Golden.Path($"types/{file}.parquet")] } });

        Assert.Equal(expected, string.Join(", ", plan.Features.Select(f => $"x{Show(f)[file.Length..]}")));
    }

    [Fact]
    public void Plan_OnlyAColumnWithoutAType_HasNothingToWrite() =>
        Assert.Contains("No column is left", Assert.Throws<PlanException>(() => Plan(new Job { Input = new() { Paths = [Golden.Path("types/null.parquet")] } })).Message, StringComparison.Ordinal);

    static ConversionPlan Plan(Job job) => new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(job, TestContext.Current.CancellationToken);

    static string Show(FeatureMapping f) =>
        $"{f.Feature} {f.Type} {f.Kind}{(f.IsList ? " list" : "")}{(f.Unit is { } unit ? $" {TimeUnitWord.Of(unit)}" : "")}{(f.Rounds ? " rounds" : "")}";
}

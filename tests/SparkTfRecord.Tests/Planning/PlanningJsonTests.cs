using System.Text.Json;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class PlanningJsonTests
{
    [Fact]
    public void Job_Default_WritesCamelCaseNamesAndEnums()
    {
        var json = JsonSerializer.Serialize(new Job(), PlanningJson.Default.Job);

        Assert.Equal(
            """
            {"version":1,
            "input":{"format":"parquet","paths":[],"options":{},"columns":["*"],"exclude":[]},
            "output":{"name":"data","recordType":"Example","codec":"none","index":false,"mode":"error","overwriteForeign":false},
            "features":{},"sameLength":[],"separator":"/","badRows":{"policy":"fail"},"engine":{"mode":"auto"},"verify":false}
            """.ReplaceLineEndings(""),
            json);
    }

    [Theory]
    [InlineData("8", 8, null)]
    [InlineData("[0,568]", null, 568L)]
    public void WarmupRows_NumberOrArray_ReadsAndWritesTheSame(string json, int? sample, long? last)
    {
        var job = JsonSerializer.Deserialize("{\"warmup\":{\"rows\":" + json + "}}", PlanningJson.Default.Job)!;

        Assert.Equal(sample, job.Warmup!.Rows!.Sample);
        Assert.Equal(last, job.Warmup.Rows.Chosen.Count == 0 ? null : job.Warmup.Rows.Chosen[^1]);
        Assert.Contains($"\"rows\":{json}", JsonSerializer.Serialize(job, PlanningJson.Default.Job), StringComparison.Ordinal);
    }

    [Fact]
    public void Job_EnumAsNumber_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"output":{"mode":1}}""", PlanningJson.Default.Job));
}

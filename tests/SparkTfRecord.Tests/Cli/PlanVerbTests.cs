using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class PlanVerbTests
{
    [Fact]
    public void Plan_GoldenTable_ShowsEveryFeature()
    {
        var run = CliRun.Of("plan", Golden.Path("data/penguins.parquet"), "out", "--label", "species", "--private", "sex", "--exclude", "island,year", "--shards", "3");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Out.Split('\n').Select(l => string.Join(" | ", l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).ToList();
        Assert.Contains("species | large_string | species | bytes | 0 or 1 | label", lines);
        Assert.Contains("bill_length_mm | double | bill_length_mm | float | 0 or 1 | rounded to 32-bit float (lossless: as text, raw)", lines);
        Assert.Contains("sex | large_string | sex | bytes | 0 or 1 | private", lines);
        Assert.Contains("left out: island, year", lines);
        Assert.Contains("input: | 344 rows in 1 file", lines);
        Assert.Contains("output: | 3 shards of about 114 rows, codec none, in out (mode error)", lines);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Json_IsOneObject()
    {
        using var json = JsonDocument.Parse(CliRun.Of("plan", Golden.Path("data/flights.parquet"), "--exclude", "time_hour", "--json").Out);

        Assert.Equal(10000, json.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal("year", json.RootElement.GetProperty("features")[0].GetProperty("column").GetString());
        Assert.Equal("int64", json.RootElement.GetProperty("features")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void Plan_WriteJob_LoadsAgainToTheSamePlan()
    {
        string[] options =
        [
            Golden.Path("hive/dates"), "out/${ds}", "--set", "ds=2026", "--where", "year = 2020", "--label", "score", "--feature", "a.b=tag",
            "--warmup-inputs-columns", "x=id", "--shard-size", "1MB", "--threads", "1",
        ];
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, CliRun.Of(["plan", .. options, "--write-job"]).Out);

            Assert.Equal(CliRun.Of(["plan", .. options]).Out, CliRun.Of("plan", "--job", file).Out);
            Assert.Equal(File.ReadAllText(file), CliRun.Of("plan", "--job", file, "--write-job").Out);
            Assert.Contains("\"shardSize\": \"1000000\",  // Size of a shard", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Plan_ColumnsWithoutMapping_ExitsTwoWithTheWayOut()
    {
        var run = CliRun.Of("plan", Golden.Path("types/list_list_int64.parquet"));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Matches("^sparktfrecord: Column .* drop it with --exclude .*\n$", run.Error);
    }
}

using SparkTfRecord.Parquet;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Spark.Driver;

public sealed class JobWayTests
{
    readonly CountingStorage _storage = new();

    [Fact]
    public void Plan_FilterOnPartitions_ListsTheInputOnce()
    {
        using var way = Way("year = 2020");
        var plan = way.Converter.Plan(Job("year = 2020"), TestContext.Current.CancellationToken);
        Assert.True(way.Choice.Scan);
        Assert.NotEmpty(plan.Files);
        Assert.Equal(_storage.Listed.Distinct(), _storage.Listed);
        Assert.Contains(Golden.Path("hive/dates"), _storage.Listed);
    }

    [Fact]
    public void Of_FilterOnMore_ListsTheInputOnceBeforeSparkStarts()
    {
        Assert.Throws<NotSupportedException>(() => Way("id > 3"));
        Assert.Equal(_storage.Listed.Distinct(), _storage.Listed);
        Assert.Contains(Golden.Path("hive/dates"), _storage.Listed);
    }

    static Job Job(string where) => new() { Input = new() { Paths = [Golden.Path("hive/dates")], Where = where } };

    JobWay Way(string where) => JobWay.Of(
        Job(where), DefaultFileSystem.Local, () => throw new NotSupportedException("Spark"), new ParquetInputFormat(), _storage, null, TestContext.Current.CancellationToken);
}

using SparkTfRecord.Spark.Driver;

namespace SparkTfRecord.Tests.Spark.Driver;

public sealed class ScanEngineTests
{
    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(8, 2, 8)]
    [InlineData(24, 2, 8)]
    [InlineData(80, 2, 20)]
    [InlineData(81, 2, 21)]
    [InlineData(256, 100, 256)]
    [InlineData(2000, 100, 500)]
    [InlineData(1000, 200, 800)]
    public void Partitions_TasksAndCores_AreAFewForEachCoreAndOfAtMostFourTasks(int tasks, int cores, int partitions) =>
        Assert.Equal(partitions, ScanEngine.Partitions(tasks, cores));
}

using SparkTfRecord.Tasks;

namespace SparkTfRecord.Tests.Tasks;

public sealed class TaskRunsTests
{
    [Fact]
    public void TryTake_OneThread_GetsAllInOrder() => Assert.Equal(Enumerable.Range(0, 7), TakeAll(new TaskRuns(7, 1), thread: 0));

    [Fact]
    public void TryTake_ThreadsTakeTurns_GetRunsOfTheirOwn()
    {
        var runs = new TaskRuns(6, 2);

        var taken = Enumerable.Range(0, 6).Select(i => runs.TryTake(i % 2, out var task) ? task : -1);

        Assert.Equal([0, 3, 1, 4, 2, 5], taken);
    }

    [Fact]
    public void TryTake_OneThreadIsFast_TakesHalfOfTheLongestRun()
    {
        var runs = new TaskRuns(12, 3);

        // Its own 0 to 3, the second half of 4 to 7, of 8 to 11, and so on.
        Assert.Equal([0, 1, 2, 3, 6, 7, 10, 11, 5, 9, 4, 8], TakeAll(runs, thread: 0));
        Assert.False(runs.TryTake(1, out _));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(1000, 7)]
    public void TryTake_AnyThreads_GiveEachTaskOnce(int tasks, int threads)
    {
        var runs = new TaskRuns(tasks, threads);
        var random = new Random(1);
        var taken = new List<int>();

        while (runs.TryTake(random.Next(threads), out var task))
            taken.Add(task);

        Assert.Equal(Enumerable.Range(0, tasks), taken.Order());
    }

    static List<int> TakeAll(TaskRuns runs, int thread)
    {
        var taken = new List<int>();
        while (runs.TryTake(thread, out var task))
            taken.Add(task);
        return taken;
    }
}

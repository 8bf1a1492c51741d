namespace SparkTfRecord.Tasks;

/// <summary>Gives each thread a run of consecutive tasks, which are read faster one after the other; who has done them takes half of the longest run that is left.</summary>
sealed class TaskRuns
{
    readonly Lock _lock = new(); // taken once a task
    readonly (int Next, int End)[] _runs;

    public TaskRuns(int tasks, int threads) =>
        _runs = [.. Enumerable.Range(0, threads).Select(i => ((int)((long)i * tasks / threads), (int)((i + 1L) * tasks / threads)))];

    /// <summary>Takes a thread's next task; false when there are no more.</summary>
    public bool TryTake(int thread, out int task)
    {
        lock (_lock)
        {
            ref var run = ref _runs[thread];
            if (run.Next == run.End)
                run = TakeHalf(ref Longest());
            task = run.Next;
            if (run.Next == run.End)
                return false;
            run.Next++;
            return true;
        }
    }

    ref (int Next, int End) Longest()
    {
        ref var longest = ref _runs[0];
        foreach (ref var run in _runs.AsSpan())
        {
            if (run.End - run.Next > longest.End - longest.Next)
                longest = ref run;
        }
        return ref longest;
    }

    static (int Next, int End) TakeHalf(ref (int Next, int End) run)
    {
        var half = (Next: run.Next + (run.End - run.Next) / 2, run.End);
        run.End = half.Next;
        return half;
    }
}

using System.Globalization;
using System.Runtime.ExceptionServices;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Runs tasks on threads of this process.</summary>
/// <param name="format">The input's format.</param>
/// <param name="threads">Number of threads; null: one a core.</param>
sealed class LocalEngine(IInputFormat format, int? threads) : ITaskEngine
{
    readonly int _threads = threads ?? Environment.ProcessorCount;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"local, {_threads} thread{(_threads == 1 ? "" : "s")}");

    public IReadOnlyList<TaskReport> Run(ConversionPlan plan, string stagingDirectory, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = new TaskReport[plan.Tasks.Count];
        ExceptionDispatchInfo? failure = null;
        var workers = new Thread[Math.Min(_threads, plan.Tasks.Count)];
        var runs = new TaskRuns(plan.Tasks.Count, workers.Length);
        for (var i = 0; i < workers.Length; i++)
        {
            var thread = i;
            workers[i] = new Thread(() => Work(thread)) { IsBackground = true, Name = $"task thread {i}" };
            workers[i].Start();
        }
        foreach (var worker in workers)
            worker.Join();
        failure?.Throw();
        return reports;

        void Work(int thread)
        {
            try
            {
                using var runner = new TaskRunner(plan, format, stagingDirectory);
                while (runs.TryTake(thread, out var task))
                    reports[task] = runner.Run(plan.Tasks[task], "0", progress, stop.Token);
            }
            catch (Exception e) // of any kind: it is thrown again where Run was called
            {
                // The others end because of the first one: theirs is not the reason.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                stop.Cancel();
            }
        }
    }
}

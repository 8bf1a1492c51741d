using System.Globalization;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>
/// Beside a running job, over a connection of its own: tells the progress that Spark's status tracker shows, and cancels the job when asked to.
/// Spark counts tasks, so rows are told in proportion, where the job's are known, until the workers' own numbers are there.
/// </summary>
sealed class JobWatch : IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    readonly JavaGateway _gateway;
    readonly JavaObject _context;
    readonly ITaskProgress? _progress;
    readonly long _rows;
    readonly Lock _lock = new();
    readonly Timer _timer;
    readonly CancellationToken _stop;
    readonly CancellationTokenRegistration _registration;
    readonly Dictionary<int, (int Completed, int All)> _stages = [];
    long _told;
    bool _ended;

    /// <summary>Watches from now on.</summary>
    /// <param name="session">The session that runs the job.</param>
    /// <param name="rows">Rows of the whole job, 0 when unknown.</param>
    /// <param name="progress">Hears of rows and bytes; may be null.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    public JobWatch(SparkSession session, long rows, ITaskProgress? progress, CancellationToken cancellationToken)
    {
        _gateway = session.Gateway.Open();
        _context = session.Context.Over(_gateway);
        (_rows, _progress, _stop) = (rows, progress, cancellationToken);
        _timer = new(_ => Look(), null, s_interval, s_interval);
        // Whoever cancels may be a signal's thread: it neither waits for Java nor hears that Java is gone.
        _registration = cancellationToken.Register(() => _timer.Change(TimeSpan.Zero, s_interval));
    }

    /// <summary>Tells what the job really did.</summary>
    public void Finish(long rows, long bytes)
    {
        lock (_lock)
        {
            _ended = true;
            if (_stages.Values.Sum(s => s.All) is > 0 and var all)
                _progress?.Count(all, all);
            _progress?.Add(rows - _told, bytes);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
        lock (_lock)
        {
            _ended = true;
            _gateway.Dispose();
        }
    }

    void Look()
    {
        lock (_lock)
        {
            if (_ended)
                return;
            try
            {
                if (_stop.IsCancellationRequested)
                    _context.Do("cancelAllJobs"); // each time: those that Spark has, of which the first may be yet to come
                else
                    TellProgress();
            }
            catch (Exception e) when (e is IOException or JavaException)
            {
                // What is wrong, the job itself will say.
            }
        }
    }

    void TellProgress()
    {
        CountTasks();
        var (completed, all) = (_stages.Values.Sum(s => s.Completed), _stages.Values.Sum(s => s.All));
        if (all == 0)
            return;
        _progress?.Count(completed, all);
        var rows = _rows * completed / all;
        _progress?.Add(Math.Max(0, rows - _told), 0);
        _told = Math.Max(_told, rows);
    }

    void CountTasks()
    {
        using var tracker = _gateway.New("org.apache.spark.api.java.JavaSparkStatusTracker", _context);
        using var active = tracker.Call("getActiveStageIds");
        foreach (var stage in _stages.Keys.ToList())
            _stages[stage] = (_stages[stage].All, _stages[stage].All); // unless it is still active
        var text = _gateway.CallStatic<string>("java.util.Arrays", "toString", active); // such as [3, 4]
        foreach (var stage in text.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
        {
            using var information = tracker.Call<JavaObject?>("getStageInfo", stage);
            if (information is not null)
                _stages[stage] = (information.Call<int>("numCompletedTasks"), information.Call<int>("numTasks"));
        }
    }
}

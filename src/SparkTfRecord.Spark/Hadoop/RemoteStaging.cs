using SparkTfRecord.Publishing;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>
/// A task's way into a staging directory on Hadoop's storage: it writes into a local directory, and when it is complete the files are put, by a helper that starts up meanwhile.
/// </summary>
sealed class RemoteStaging : IDisposable
{
    // What data nodes have not taken yet is in the helper's heap, up to 5 MB a file.
    static readonly SemaphoreSlim s_atOnce = new(8);

    readonly string _staging;
    readonly IReadOnlyDictionary<string, string> _settings;
    Task<HelperJvm> _helper;
    JavaGateway? _connection;
    bool _restarted;

    /// <summary>Makes the local directory and has the helper started.</summary>
    /// <param name="staging">The staging directory.</param>
    /// <param name="settings">Hadoop's settings of the job.</param>
    /// <param name="attempt">Number of the task attempt.</param>
    public RemoteStaging(string staging, IReadOnlyDictionary<string, string> settings, long attempt)
    {
        (_staging, _settings) = (staging, settings);
        _helper = HelperJvm.Start(staging, settings);
        Directory = System.IO.Directory.CreateDirectory(Path.Combine(LocalDirectory(attempt), $"sparktfrecord-{Guid.NewGuid()}")).FullName;
    }

    /// <summary>Where the task writes.</summary>
    public string Directory { get; }

    /// <summary>Puts the files that a report tells of.</summary>
    /// <param name="report">The report.</param>
    /// <param name="verify">What to hold against what reads back; null: nothing.</param>
    /// <param name="cancellationToken">Checked at every file.</param>
    /// <exception cref="IOException">The storage failed, or the driver's staging directory is gone.</exception>
    /// <exception cref="InvalidDataException">What was put reads back otherwise.</exception>
    public void Put(TaskReport report, JobOutput? verify, CancellationToken cancellationToken)
    {
        foreach (var file in report.Files())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Put(file);
        }
        if (verify is null)
            return;
        foreach (var shard in report.Shards)
            Verify(shard, verify, cancellationToken);
    }

    public void Dispose()
    {
        _connection?.Dispose();
        if (System.IO.Directory.Exists(Directory)) // it goes with the executor
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    // The executor's, on as many disks as it has.
    static string LocalDirectory(long attempt)
    {
        var all = (Environment.GetEnvironmentVariable("SPARK_LOCAL_DIRS") ?? "").Split(',').Where(System.IO.Directory.Exists).ToList();
        return all.Count > 0 ? all[(int)(attempt % all.Count)] : Path.GetTempPath();
    }

    void Put(string file)
    {
        var local = Path.Combine(Directory, file);
        var isThere = true;
        Do(files =>
        {
            // The driver alone makes it: this attempt may be one that nobody waits for, and writing would make it anew.
            isThere = files.Call<bool>(_staging, "exists");
            if (isThere && File.Exists(local)) // else a helper has put it that died afterwards
                files.Put(local, StoragePath.Join(_staging, file));
        });
        if (!isThere)
            Throw.StagingGone(_staging);
    }

    void Verify(ShardReport shard, JobOutput output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var local = Path.Combine(Directory, shard.File);
        Do(files => files.Get(StoragePath.Join(_staging, shard.File), local));
        var faults = ShardCheck.Run([ShardCheck.Of(shard, Directory, output)], 1, cancellationToken).Faults;
        if (faults.Count > 0)
            Throw.NotAsWritten([.. faults.Select(f => f.Replace(Directory, _staging, StringComparison.Ordinal))]);
        File.Delete(local);
    }

    /// <summary>Does something by the helper; if that dies, once more by another.</summary>
    void Do(Action<HadoopFiles> work)
    {
        try
        {
            WithHelper(work);
        }
        catch (IOException e) when (e.InnerException is not JavaException) // what Java throws it has lived to tell
        {
            if (_restarted)
                Throw.HelperDied(_staging, _helper.IsCompletedSuccessfully ? _helper.Result.Errors : e.Message);
            _restarted = true;
            _connection?.Dispose();
            _connection = null;
            _helper = HelperJvm.Start(_staging, _settings, _helper);
            Do(work);
        }
    }

    void WithHelper(Action<HadoopFiles> work)
    {
        var helper = _helper.GetAwaiter().GetResult();
        _connection ??= helper.Connect();
        s_atOnce.Wait();
        try
        {
            work(helper.Files(_connection));
        }
        finally
        {
            s_atOnce.Release();
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>The Java process beside a worker process that puts its files into Hadoop's storage; all tasks of the process share it, each over a connection of its own. It ends with the worker.</summary>
sealed class HelperJvm : IDisposable
{
    const int LastWords = 20;
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    static readonly Lock s_lock = new();
    static Task<HelperJvm>? s_current;

    readonly ConcurrentQueue<string> _errors = [];
    readonly Process _process;
    readonly int _port;
    readonly string _secret;
    readonly JavaGateway _gateway;
    readonly JavaObject _configuration;

    HelperJvm(HelperCommand command, string directory, IReadOnlyDictionary<string, string> settings)
    {
        var watch = Stopwatch.StartNew();
        _process = Process.Start(command.ToStartInfo())!;
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginErrorReadLine();
        try
        {
            (_port, _secret) = ReadAddress(command.Java);
            _gateway = new(_port, _secret);
            _configuration = _gateway.New("org.apache.hadoop.conf.Configuration");
            foreach (var (key, value) in settings)
                _configuration.Do("set", key, value);
            new HadoopFiles(_gateway, _configuration).Call<bool>(directory, "exists"); // the first call takes a second
        }
        catch
        {
            _process.Kill();
            throw;
        }
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"SparkTfRecord worker: process {_process.Id} ({command.Java}) has reached {directory} after {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    /// <summary>The last lines that it wrote as errors.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>The helper of this process, which is started when first asked for and when the last one has failed.</summary>
    /// <param name="directory">What is to be reached.</param>
    /// <param name="settings">Hadoop's settings of the job.</param>
    /// <param name="failed">One that is of no more use.</param>
    public static Task<HelperJvm> Start(string directory, IReadOnlyDictionary<string, string> settings, Task<HelperJvm>? failed = null)
    {
        lock (s_lock)
        {
            if (s_current is null || s_current == failed || s_current.IsFaulted)
            {
                if (s_current is { IsCompletedSuccessfully: true })
                    s_current.Result.Dispose();
                s_current = Task.Factory.StartNew(() => new HelperJvm(HelperCommand.OfParent(), directory, settings), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            return s_current;
        }
    }

    /// <summary>A new connection to it.</summary>
    public JavaGateway Connect() => new(_port, _secret);

    /// <summary>Files through a connection.</summary>
    public HadoopFiles Files(JavaGateway connection) => new(connection, _configuration.Over(connection));

    /// <summary>Ends it, as it ends with its standard input.</summary>
    public void Dispose()
    {
        _gateway.Dispose();
        _process.StandardInput.Close();
        _process.Dispose();
    }

    (int Port, string Secret) ReadAddress(string java)
    {
        if (!int.TryParse(ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || ReadLine() is not { } secret)
        {
            Throw.HelperDoesNotStart(java, Errors);
            return default;
        }
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return (port, secret);
    }

    string? ReadLine()
    {
        var line = Task.Run(_process.StandardOutput.ReadLine);
        return line.Wait(s_patience) ? line.Result : null;
    }

    void Keep(string? line)
    {
        if (line is null)
            return;
        _errors.Enqueue(line);
        if (_errors.Count > LastWords)
            _errors.TryDequeue(out _);
    }
}

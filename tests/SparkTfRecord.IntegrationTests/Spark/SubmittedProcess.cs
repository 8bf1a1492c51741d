using System.Diagnostics;
using System.Text;

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>A started spark-submit or sparktfrecord submit: its output is kept, and it ends with the test.</summary>
sealed class SubmittedProcess : IDisposable
{
    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _all = new();

    public SubmittedProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Add(e.Data, output: true);
        _process.ErrorDataReceived += (_, e) => Add(e.Data, output: false);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>spark-submit on this machine with a program as its driver.</summary>
    public static SubmittedProcess Local(SparkInstallation spark, string directory, string driver, KeyValuePair<string, string>[] environment, params string[] arguments)
    {
        var start = spark.Command("spark-submit", ["--master", "local[2]", "--conf", "spark.ui.enabled=false", "--conf", $"spark.pyspark.driver.python={driver}", .. arguments]);
        start.WorkingDirectory = directory;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(start);
    }

    /// <summary>Id of the process started, which becomes Spark's Java process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_all)
                return _all.ToString();
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Exit code and standard output.</returns>
    public (int ExitCode, string Output) Wait(int seconds = 120)
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(seconds)), $"still running after {seconds} s:\n{Log}");
        _process.WaitForExit(); // for the last lines
        lock (_all)
            return (_process.ExitCode, _output.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    void Add(string? line, bool output)
    {
        lock (_all)
        {
            _all.AppendLine(line);
            if (output)
                _output.AppendLine(line);
        }
    }
}

using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using SparkTfRecord.Spark.Driver;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>submit</c>: runs this program on Spark. What stands before <c>--</c> is spark-submit's and passed on as it is, so the parser never sees it.</summary>
sealed partial class SubmitVerb : Verb
{
    const string Print = "--print";
    const int Sigterm = 15;

    readonly Session _session;
    readonly IReadOnlyList<string> _typed;

    /// <summary>The verb.</summary>
    /// <param name="session">The surroundings.</param>
    /// <param name="typed">All that stands behind the verb.</param>
    public SubmitVerb(Session session, IReadOnlyList<string> typed) : base("submit", "Run a conversion on Spark: starts spark-submit and ships this program with it.")
    {
        (_session, _typed) = (session, typed);
        Add(new Option<bool>(Print) { Description = "Print the spark-submit line instead of running it" });
    }

    public override IReadOnlyList<string> Usage => ["submit [options of spark-submit] -- convert [options of convert]"];

    public override string Closing =>
        """
        spark-submit is that of SPARK_HOME, else the one on the PATH. To standalone clusters and YARN the release archive is shipped (deploy/release.sh
        makes it): the one that SPARKTFRECORD_ARCHIVE names, else the one beside this program or in artifacts/release. Needs neither Python nor .NET on the cluster.
        On Kubernetes the program is in the image that spark.kubernetes.container.image names (deploy/docker).

        Examples:
          sparktfrecord submit --master 'local[4]' -- convert rows.parquet out
          sparktfrecord submit --master yarn --deploy-mode cluster --num-executors 20 -- convert --job job.json --set ds=2026-11-22
          sparktfrecord submit --master k8s://https://HOST --deploy-mode cluster --conf spark.kubernetes.container.image=IMAGE -- convert /data/in /data/out
        """;

    protected override int Run(ParseResult typed)
    {
        var line = SubmitLine.Of([.. _typed.TakeWhile(a => a != "--").Where(a => a != Print), .. _typed.SkipWhile(a => a != "--")], Environment.ProcessPath!, Environment.GetEnvironmentVariable);
        if (!_typed.TakeWhile(a => a != "--").Contains(Print))
            return Start(line);
        _session.Out.WriteLine(line);
        return ExitCode.Done;
    }

    int Start(SubmitLine line)
    {
        var start = new ProcessStartInfo(line.Program, line.Arguments) { RedirectStandardOutput = line.HidesFailure, RedirectStandardError = line.HidesFailure };
        foreach (var (name, value) in line.Environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            // A terminal sends SIGINT to both; SIGTERM comes to this process alone.
            using var stop = _session.Stop.Register(() => _ = SendSignal(process.Id, Sigterm));
            var log = line.HidesFailure ? Follow(process) : null;
            process.WaitForExit();
            return log is null || process.ExitCode != ExitCode.Done ? process.ExitCode : EndOfDriver(log);
        }
        catch (Win32Exception e)
        {
            throw new PlanException($"submit: {line.Program} does not start: {e.Message}");
        }
    }

    /// <summary>Passes on what a process writes, and reads it.</summary>
    DriverPodLog Follow(Process process)
    {
        var log = new DriverPodLog();
        process.OutputDataReceived += (_, e) => Pass(e.Data, _session.Out);
        process.ErrorDataReceived += (_, e) => Pass(e.Data, _session.Error);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return log;

        void Pass(string? line, TextWriter writer)
        {
            if (line is null)
                return;
            lock (log)
                log.Add(line);
            writer.WriteLine(line);
        }
    }

    static int EndOfDriver(DriverPodLog log) => log.ExitCode
        ?? throw new IOException("submit: spark-submit has ended and did not say how the driver did; kubectl get pods shows it. It logs that at level INFO, by org.apache.spark.deploy.k8s.submit.");

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

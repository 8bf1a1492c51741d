using System.Globalization;

namespace SparkTfRecord.Benchmarks.Spark;

/// <summary>All processes in whose environment a mark stands: what a job started, whoever started it. Linux only.</summary>
/// <param name="mark">The mark, a variable with its value.</param>
sealed class ProcessTree(string mark)
{
    const double TicksPerSecond = 100; // USER_HZ

    readonly HashSet<(int Id, string Start)> _marked = [];
    readonly Dictionary<(int Id, string Start), double> _seconds = [];
    readonly Lock _lock = new();

    /// <summary>CPU seconds, user and system, of the processes that there are and of those that earlier looks have seen, as these were then.</summary>
    public double CpuSeconds()
    {
        lock (_lock)
        {
            foreach (var (process, fields) in Processes())
                _seconds[process] = (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
            return _seconds.Values.Sum();
        }
    }

    /// <summary>Ids of those in whose command line a text stands.</summary>
    public IReadOnlyList<int> Find(string text)
    {
        lock (_lock)
            return [.. Processes().Select(p => p.Process.Id).Where(id => Read(id, "cmdline")?.Replace('\0', ' ').Contains(text, StringComparison.Ordinal) == true)];
    }

    IEnumerable<((int Id, string Start) Process, string[] Fields)> Processes()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var id) || Read(id, "stat") is not { } stat)
                continue;
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var process = (id, fields[19]);
            // One that is just being replaced by another program has no environment for a moment: it is looked at again.
            if (_marked.Contains(process) || Read(id, "environ")?.Split('\0').Contains(mark) == true)
            {
                _marked.Add(process);
                yield return (process, fields);
            }
        }
    }

    static string? Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended
        }
    }
}

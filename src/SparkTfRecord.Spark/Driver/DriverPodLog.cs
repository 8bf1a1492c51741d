using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkTfRecord.Spark.Driver;

/// <summary>
/// How the driver's pod ended, by what spark-submit logs of it (LoggingPodStatusWatcher): in Kubernetes' cluster mode it ends with 0 itself, even when the driver failed (SPARK-26365).
/// </summary>
sealed partial class DriverPodLog
{
    // Spark's name, unless a pod template has another; beside it there may be sidecars with codes of their own.
    const string DriverContainer = "spark-kubernetes-driver";

    readonly Dictionary<string, int> _codes = [];
    string _container = "";
    string _phase = "";

    /// <summary>The driver's exit code; null: the log does not say.</summary>
    public int? ExitCode => _codes.TryGetValue(DriverContainer, out var code) ? code : _codes.Count > 0 ? _codes.Values.Max() : _phase switch
    {
        "Succeeded" => 0,
        "Failed" => 1,
        _ => null,
    };

    /// <summary>Takes a line of the log.</summary>
    public void Add(string line)
    {
        foreach (Match word in Words().Matches(line))
        {
            var value = word.Groups[2].Value;
            if (word.Groups[1].Value == "container name")
                _container = value;
            else if (word.Groups[1].Value == "phase")
                _phase = value;
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                _codes[_container] = code;
        }
    }

    [GeneratedRegex(@"\b(container name|phase|exit code): ([\w.-]+)")]
    private static partial Regex Words();
}

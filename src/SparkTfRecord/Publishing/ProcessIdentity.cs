using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SparkTfRecord.Publishing;

/// <summary>Names one process so that another can tell, without doubt or not at all, that it is dead.</summary>
/// <param name="Machine">The running kernel and the process's namespace of ids. A host name would not do: containers share it, and their ids collide.</param>
/// <param name="Id">The process id.</param>
/// <param name="Started">When it started, in clock ticks since the machine did: ids are used again.</param>
sealed record ProcessIdentity(string Machine, int Id, long Started)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = new(MachineOfThis(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>True when the process was on this machine and is no more; false also when one cannot know.</summary>
    [JsonIgnore]
    public bool IsKnownDead => Machine == Current.Machine && StartOf(Id) != Started;

    static string MachineOfThis() => OperatingSystem.IsLinux()
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").TrimEnd()} {new FileInfo("/proc/self/ns/pid").LinkTarget}"
        : Environment.MachineName;

    static long? StartOf(int id)
    {
        if (!OperatingSystem.IsLinux())
            return Process.GetProcesses().Any(p => p.Id == id) ? 0 : null;
        try
        {
            // proc(5): the fields after the name, which is in parentheses and may hold spaces, begin with the state; the start is number 22 of all.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[22 - 3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

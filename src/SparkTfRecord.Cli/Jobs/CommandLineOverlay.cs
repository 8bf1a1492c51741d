using System.Text.Json;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Writes what was typed over what stands in the job file.</summary>
/// <param name="job">The job file's object, or an empty one.</param>
sealed class CommandLineOverlay(Written job)
{
    /// <summary>What is wrong, one line each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Inputs alone.</summary>
    public void AddInputs(string[] paths)
    {
        if (paths.Length > 0)
            Put(["input", "paths"], Written.Typed(paths, "INPUT"));
    }

    /// <summary>Inputs and, last, the output.</summary>
    public void AddPaths(string[] paths, bool outputRequired)
    {
        if (paths.Length == 1 && !outputRequired)
            Put(["input", "paths"], Written.Typed(paths, "INPUT"));
        else if (paths.Length == 1)
            Problems.Add($"'{paths[0]}': one path alone could be the input or the output; write both, or say which with --input-paths or --output.");
        if (paths.Length < 2)
            return;
        Put(["input", "paths"], Written.Typed(paths[..^1], "INPUT"));
        Put(["output", "path"], Written.Typed(paths[^1], "OUTPUT"));
    }

    /// <summary>The values given to an option.</summary>
    public void Add(JobKey key, string option, IReadOnlyList<string> values)
    {
        if (!key.Named)
            Put(key.Path.Split('.'), key.Value.FromTyped(values, option));
        else if (key.Value is FlagValue)
            AddFlags(key, option, values.SelectMany(Lists.Split));
        else
            AddNamed(key, option, values);
    }

    /// <summary>The values that <c>--set</c> gave.</summary>
    public Dictionary<string, string> SetValues(IReadOnlyList<string> typed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in typed.Select(t => Pair("--set", t, "NAME=VALUE")).OfType<(string, string)>())
            values[name] = value;
        return values;
    }

    void AddFlags(JobKey key, string option, IEnumerable<string> names)
    {
        foreach (var name in names)
            Put(PathOf(key, name), Written.Typed("true", option));
    }

    void AddNamed(JobKey key, string option, IReadOnlyList<string> values)
    {
        foreach (var (name, value) in values.Select(v => Pair(option, v, $"NAME={key.Value.Placeholder}")).OfType<(string, string)>())
            Put(PathOf(key, name), key.Value.FromTyped([value], option));
    }

    (string Name, string Value)? Pair(string option, string typed, string expected)
    {
        if (typed.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            return (typed[..at], typed[(at + 1)..]);
        Problems.Add($"{option}: the value is '{typed}'; expected {expected}.");
        return null;
    }

    static string[] PathOf(JobKey key, string name) => [.. key.Path.Split('.').Select(part => part == "*" ? name : part)];

    void Put(string[] path, Written value)
    {
        var parent = job;
        foreach (var name in path[..^1])
        {
            if (!parent.Members.TryGetValue(name, out var next) || next.Kind == JsonValueKind.Null)
                parent.Members[name] = next = new() { Where = value.Where, Kind = JsonValueKind.Object };
            parent = next;
        }
        parent.Members[path[^1]] = value;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Turns what was written into a job, or into the list of everything that is wrong with it.</summary>
sealed class JobReader
{
    readonly List<string> _problems;

    JobReader(IEnumerable<string> problems) => _problems = [.. problems];

    /// <summary>Fills the placeholders, checks every key and value, and makes the job.</summary>
    /// <param name="written">The job file's object with the command line's values over it.</param>
    /// <param name="values">What <c>--set</c> gave, by name.</param>
    /// <param name="problems">What was found wrong before.</param>
    /// <exception cref="PlanException">All problems.</exception>
    public static Job Read(Written written, IReadOnlyDictionary<string, string> values, params IEnumerable<string> problems)
    {
        var reader = new JobReader(problems);
        reader.Fill(written, values);
        var json = reader.Object(written, "", "");
        return reader._problems.Count == 0 ? json.Deserialize(PlanningJson.Default.Job)! : throw new PlanException(reader._problems);
    }

    void Fill(Written written, IReadOnlyDictionary<string, string> values)
    {
        if (written.Kind == JsonValueKind.String && written.Text.Contains("${", StringComparison.Ordinal))
            FillText(written, values);
        foreach (var inner in written.Items.Concat(written.Members.Values))
            Fill(inner, values);
    }

    void FillText(Written written, IReadOnlyDictionary<string, string> values)
    {
        written.Loose |= written.Text.StartsWith("${", StringComparison.Ordinal);
        written.Text = Placeholders.Fill(written.Text, name =>
        {
            if (name.StartsWith(Placeholders.Environment, StringComparison.Ordinal))
                return null;
            if (!values.TryGetValue(name, out var value))
                _problems.Add($"{written.Where}: ${{{name}}} is not set; give it with --set {name}=VALUE, or write $${{ for the two characters.");
            return value;
        });
    }

    JsonObject Object(Written written, string path, string pattern)
    {
        var json = JobKeys.DefaultsBelow(pattern); // The generated deserializer gives init properties that are missing no default.
        if (written.Kind != JsonValueKind.Object)
            Problem(written, path, "an object");
        foreach (var (name, value) in written.Members)
        {
            if (path.Length == 0 && name == "$schema")
                continue;
            if (Member(value, Join(path, name), Join(pattern, JobKeys.NamesBelow(pattern).Contains("*") ? "*" : name)) is { } read)
                json[name] = read;
        }
        return json;
    }

    JsonNode? Member(Written written, string path, string pattern)
    {
        if (JobKeys.Find(pattern) is { } key)
            return Value(written, path, key);
        if (JobKeys.HasKeysBelow(pattern))
            return written.Kind == JsonValueKind.Null ? null : Object(written, path, pattern);
        _problems.Add($"{written.Where}: a job has no key '{path}'; {Suggestion(path, pattern)}.");
        return null;
    }

    JsonNode? Value(Written written, string path, JobKey key)
    {
        if (written.Kind == JsonValueKind.Null && JobKeys.DefaultOf(key) is null)
            return null;
        var value = key.Value.Read(written);
        if (value is null)
            Problem(written, path, key.Value.Expected);
        return value;
    }

    void Problem(Written written, string path, string expected)
    {
        var subject = path.Length == 0 ? "the job" : written.Where.StartsWith('-') ? "the value" : $"'{path}'";
        _problems.Add($"{written.Where}: {subject} is {written}; expected {expected}.");
    }

    static string Suggestion(string path, string pattern)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (JobKeys.All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase)) is { } elsewhere)
            return $"did you mean '{elsewhere.Path}'";
        var parent = pattern.Contains('.', StringComparison.Ordinal) ? pattern[..pattern.LastIndexOf('.')] : "";
        return NearestName.Of(name, JobKeys.NamesBelow(parent)) is { } near ? $"did you mean '{Join(parent, near)}'"
            : NearestName.Of(path, JobKeys.All.Select(k => k.Path)) is { } nearest ? $"did you mean '{nearest}'"
            : $"{(parent.Length == 0 ? "there" : $"in '{parent}' there")} are {string.Join(", ", JobKeys.NamesBelow(parent))}";
    }

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>The options of a verb that takes a job: a file, positional paths, and one option for every key.</summary>
sealed class JobOptions
{
    readonly List<(JobKey Key, Option Option)> _keys = [];

    readonly bool _outputRequired;
    readonly bool _pathsAreInputs;

    /// <summary>Adds everything to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="outputRequired">False where a single path is the input.</param>
    /// <param name="parts">The parts of the job that have options; none: all. Without "output" every path is an input.</param>
    public JobOptions(Command verb, bool outputRequired, params string[] parts)
    {
        _outputRequired = outputRequired;
        _pathsAreInputs = parts.Length > 0 && !parts.Contains("output");
        Paths = new(_pathsAreInputs ? "INPUT…" : "INPUT… OUTPUT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Files, directories and globs in the order of their rows" + (_pathsAreInputs ? "" : ", and last the data set's directory"),
        };
        verb.Add(Paths);
        verb.Add(File);
        verb.Add(Set);
        foreach (var key in JobKeys.All.Where(k => k.OnCommandLine && (parts.Length == 0 || parts.Contains(k.Path.Split('.')[0]))))
        {
            _keys.Add((key, OptionOf(key)));
            verb.Add(_keys[^1].Option);
        }
    }

    /// <summary>The inputs and, last, the output.</summary>
    public Argument<string[]> Paths { get; }

    /// <summary>The job file.</summary>
    public Option<string> File { get; } =
        new("--job") { HelpName = "FILE", Description = "A job file (- is standard input), or the job itself, {…}; what else is typed wins over it. Its paths start at the current directory" };

    /// <summary>Values for placeholders.</summary>
    public Option<string[]> Set { get; } =
        new("--set") { HelpName = "NAME=VALUE", Description = "Fill ${NAME} wherever it stands in the job" };

    /// <summary>The keys' options in groups, for the help.</summary>
    public IEnumerable<(string, IEnumerable<(Option, string?)>)> Groups => _keys
        .GroupBy(k => k.Key.Path.Split('.')[0] switch
        {
            "input" => "Input",
            "output" => "Output",
            "features" or "sameLength" or "separator" => "Features",
            "warmup" => "Warm-up file for TensorFlow Serving",
            _ => "Run",
        })
        .Select(group => (group.Key, group.Select(k => (k.Option, (string?)k.Key.Path))));

    /// <summary>The job that was asked for.</summary>
    /// <exception cref="PlanException">Everything that is wrong with it.</exception>
    public Job Read(ParseResult typed)
    {
        var job = typed.GetValue(File) is { } file
            ? ReadJob(file)
            : new Written { Where = "the command line", Kind = JsonValueKind.Object };
        var overlay = new CommandLineOverlay(job);
        if (_pathsAreInputs)
            overlay.AddInputs(typed.GetValue(Paths) ?? []);
        else
            overlay.AddPaths(typed.GetValue(Paths) ?? [], _outputRequired);
        foreach (var (key, option) in _keys)
        {
            if (typed.GetResult(option) is { Implicit: false } result)
                overlay.Add(key, result.IdentifierToken!.Value, Values(result));
        }
        var values = overlay.SetValues(typed.GetValue(Set) ?? []);
        var read = JobReader.Read(job, values, overlay.Problems);
        return _outputRequired && string.IsNullOrEmpty(read.Output.Path)
            ? throw new PlanException("there is no output: name the data set's directory last, or as output.path in the job file.")
            : read;
    }

    /// <summary>The keys that were typed.</summary>
    public IReadOnlyList<JobKey> Typed(ParseResult typed) => [.. _keys.Where(k => typed.GetResult(k.Option) is { Implicit: false }).Select(k => k.Key)];

    static IReadOnlyList<string> Values(OptionResult result) => result.Tokens is { Count: > 0 } tokens ? [.. tokens.Select(t => t.Value)] : ["true"];

    static Written ReadJob(string file) => file switch
    {
        "-" => JobFile.Parse("standard input", ReadFile(file)),
        ['{', ..] => JobFile.Parse("--job", Encoding.UTF8.GetBytes(file)),
        _ => JobFile.Parse(file, ReadFile(file)),
    };

    static byte[] ReadFile(string file)
    {
        try
        {
            if (Directory.Exists(file))
                throw new PlanException($"--job {file}: this is a directory; name the job's file.");
            if (file != "-")
                return System.IO.File.ReadAllBytes(file);
            using var copy = new MemoryStream();
            using var input = Console.OpenStandardInput();
            input.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlanException($"--job {file}: {e.Message}");
        }
    }

    static Option OptionOf(JobKey key)
    {
        var help = JobKeys.DefaultOf(key) is { } standard && key.Value.Show(standard) is { Length: > 0 } shown and not "false"
            ? $"{key.Help} (default {shown})"
            : key.Help;
        if (key is { Value: FlagValue, Named: false })
            return new Option<bool>(key.Option, key.Aliases) { Description = help };
        var option = new Option<string[]>(key.Option, key.Aliases)
        {
            Description = help,
            HelpName = key.Value is FlagValue ? "NAME" : key.Named ? $"NAME={key.Value.Placeholder}" : key.Value.Placeholder,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        if (key.Value is WordValue words)
            option.CompletionSources.Add([.. words.Words]);
        return option;
    }
}

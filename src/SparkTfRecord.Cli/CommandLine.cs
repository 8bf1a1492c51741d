using System.CommandLine;
using System.CommandLine.Parsing;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Cli.Verbs;
using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Driver;

namespace SparkTfRecord.Cli;

/// <summary>All verbs, and the way from arguments to an exit code.</summary>
static class CommandLine
{
    const int BrokenPipe = 32; // EPIPE on Linux and macOS

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="session">The surroundings.</param>
    /// <returns>The exit code, as <see cref="ExitCode"/> lists them.</returns>
    public static int Run(string[] arguments, Session session)
    {
        arguments = SparkApplication.ArgumentsOf(arguments, [.. RootVerb.Create(session).Subcommands.Select(v => v.Name)]);
        var submitted = arguments is ["submit", .. var line] && !line.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h" or "-?") ? line : [];
        var root = RootVerb.Create(session, submitted);
        var typed = root.Parse(arguments[..^submitted.Length], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Mistakes(typed) is { Count: > 0 } mistakes)
            return Report(new(ExitCode.Usage, [.. mistakes, $"see {Usage(typed)} --help"]), typed, session);
        try
        {
            var code = typed.Invoke(new() { Output = session.Out, Error = session.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            session.Out.Flush();
            return code;
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            return ExitCode.Done; // Whoever reads our output has seen enough.
        }
#pragma warning disable CA1031 // The one place where every exception becomes a message and an exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (typed.GetValue(CommonOptions.Verbose))
                session.Error.WriteLine(e);
            return Report(Failure.Of(e, session.StopCode()), typed, session);
        }
    }

    static int Report(Failure failure, ParseResult typed, Session session)
    {
        foreach (var line in failure.Lines)
            session.Error.WriteLine($"sparktfrecord: {line}");
        if (typed.GetValue(CommonOptions.Json))
            ResultJson.Write(session.Out, new FailureJson(failure.Code, failure.Lines), ResultJson.Default.FailureJson);
        return failure.Code;
    }

    static List<string> Mistakes(ParseResult typed)
    {
        var unknown = UnknownOptions(typed).ToList();
        if (unknown.Count > 0)
            return unknown;
        if (typed.UnmatchedTokens is [var verb, ..] && typed.CommandResult.Command.Subcommands is { Count: > 0 } verbs)
            return [$"there is no verb '{verb}'{DidYouMean(verb, verbs.Select(s => s.Name))}"];
        return [.. typed.Errors.Select(e => e.Message)];
    }

    // The parser takes an option that it does not know for a path.
    static IEnumerable<string> UnknownOptions(ParseResult typed)
    {
        var literal = typed.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Select(t => t.Value).ToHashSet();
        var names = typed.CommandResult.Command.Options.SelectMany(o => o.Aliases.Append(o.Name)).ToList();
        return typed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
            .Concat(typed.UnmatchedTokens)
            .Where(t => t.Length > 1 && t[0] == '-' && !literal.Contains(t))
            .Select(t => $"there is no option {t}{DidYouMean(t.Split('=')[0], names)}");
    }

    static string DidYouMean(string typed, IEnumerable<string> names) => NearestName.Of(typed, names) is { } near ? $"; did you mean {near}?" : "";

    static string Usage(ParseResult typed)
    {
        var names = new List<string>();
        for (SymbolResult? at = typed.CommandResult; at is CommandResult { Command: not RootCommand } verb; at = at.Parent)
            names.Insert(0, verb.Command.Name);
        return string.Join(' ', names.Prepend("sparktfrecord"));
    }
}

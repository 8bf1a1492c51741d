using System.CommandLine;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>completion</c>: scripts that let a shell complete verbs, options and their words.</summary>
sealed class CompletionVerb : Verb
{
    readonly Session _session;
    readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or fish" };

    /// <summary>The verb.</summary>
    public CompletionVerb(Session session) : base("completion", "Print a completion script for a shell.")
    {
        _session = session;
        Add(_shell);
        _shell.CompletionSources.Add("bash", "zsh", "fish");
        _shell.Validators.Add(typed =>
        {
            if (typed.Tokens is [var shell] && shell.Value is not ("bash" or "zsh" or "fish"))
                typed.AddError($"there is no completion for '{shell.Value}'; there are bash, zsh and fish.");
        });
    }

    public override IReadOnlyList<string> Usage => ["completion SHELL"];

    public override string Closing =>
        """
        Load it for this session:
          bash  source <(sparktfrecord completion bash)
          zsh   source <(sparktfrecord completion zsh)
          fish  sparktfrecord completion fish | source
        """;

    protected override int Run(ParseResult typed)
    {
        var root = typed.RootCommandResult.Command;
        _session.Out.Write(typed.GetValue(_shell) switch
        {
            "bash" => CompletionScripts.Bash(root),
            "zsh" => CompletionScripts.Zsh(root),
            _ => CompletionScripts.Fish(root),
        });
        return ExitCode.Done;
    }
}

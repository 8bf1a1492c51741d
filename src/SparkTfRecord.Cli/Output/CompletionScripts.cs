using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;

namespace SparkTfRecord.Cli.Output;

/// <summary>Completion scripts, made of the verbs and options there are: no process is started when the user presses the key.</summary>
static class CompletionScripts
{
    /// <summary>For bash.</summary>
    public static string Bash(Command root)
    {
        var script = new StringBuilder();
        script.Append(
            """
            _sparktfrecord() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= words=
              [ "$COMP_CWORD" -gt 1 ] && verb=${COMP_WORDS[1]}
              case "$verb" in

            """);
        script.Append($"    {Groups(root)}) [ \"$COMP_CWORD\" -gt 2 ] && verb=\"$verb ${{COMP_WORDS[2]}}\" ;;\n  esac\n");
        script.Append("  case \"$verb $before\" in\n");
        foreach (var (path, verb) in Verbs(root))
        {
            foreach (var option in verb.Options.Where(o => Words(o).Count > 0))
                script.Append($"    {string.Join('|', Names(option).Select(n => $"'{path} {n}'"))}) words='{string.Join(' ', Words(option))}' ;;\n");
        }
        script.Append("    *) case \"$verb\" in\n");
        script.Append($"      '') words='{string.Join(' ', root.Subcommands.Select(v => v.Name))} --help --version' ;;\n");
        foreach (var (path, verb) in Verbs(root))
            script.Append($"      '{path}') words='{string.Join(' ', HelpPage.OptionsOf(verb).SelectMany(Offered).Concat(Words(verb)))}' ;;\n");
        script.Append(
            """
                esac ;;
              esac
              COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _sparktfrecord sparktfrecord

            """);
        return script.ToString();
    }

    /// <summary>For zsh.</summary>
    public static string Zsh(Command root)
    {
        var script = new StringBuilder("#compdef sparktfrecord\n_sparktfrecord() {\n  local verb=$words[2]\n  local -a verbs=(\n");
        foreach (var verb in root.Subcommands)
            script.Append($"    {Quoted($"{verb.Name}:{verb.Description}")}\n");
        script.Append("  )\n  if (( CURRENT == 2 )); then _describe verb verbs; return; fi\n");
        script.Append($"  case $verb in {Groups(root)}) (( CURRENT > 3 )) && verb=\"$verb $words[3]\" ;; esac\n  case $verb in\n");
        foreach (var (path, verb) in Verbs(root))
        {
            script.Append($"    '{path}') _arguments");
            foreach (var option in HelpPage.OptionsOf(verb))
            {
                var value = option.HelpName is { } name ? $":{name}:{(Words(option) is { Count: > 0 } words ? $"({string.Join(' ', words)})" : "_files")}" : "";
                foreach (var spelling in Offered(option))
                    script.Append($" \\\n      {Quoted($"*{spelling}[{Bare(option.Description)}]{value}")}");
            }
            script.Append($" \\\n      '*::{(Words(verb) is { Count: > 0 } named ? $"word:({string.Join(' ', named)})" : "path:_files")}' ;;\n");
        }
        script.Append("  esac\n}\ncompdef _sparktfrecord sparktfrecord\n");
        return script.ToString();
    }

    /// <summary>For fish.</summary>
    public static string Fish(Command root)
    {
        var script = new StringBuilder();
        foreach (var (path, verb) in Verbs(root))
        {
            if (verb.Parents.Contains(root))
                script.Append($"complete -c sparktfrecord -n __fish_use_subcommand -xa {verb.Name} -d {Quoted(verb.Description!)}\n");
            var seen = $"complete -c sparktfrecord -n '{string.Join("; and ", path.Split(' ').Select(p => $"__fish_seen_subcommand_from {p}"))}'";
            if (Words(verb) is { Count: > 0 } named)
                script.Append($"{seen} -xa '{string.Join(' ', named)}'\n");
            foreach (var option in HelpPage.OptionsOf(verb))
            {
                var spellings = string.Join(' ', Names(option).Select(n => n.Length == 2 ? $"-s {n[1]}" : $"-l {n[2..]}"));
                var value = Words(option) is { Count: > 0 } words ? $" -xa '{string.Join(' ', words)}'" : option.HelpName is null ? "" : " -r";
                script.Append($"{seen} {spellings}{value} -d {Quoted(option.Description!)}\n");
            }
        }
        return script.ToString();
    }

    // Every verb with the words that lead to it, such as "warmup write".
    static IEnumerable<(string Path, Command Verb)> Verbs(Command parent, string path = "") => parent.Subcommands
        .SelectMany(v => Verbs(v, $"{path}{v.Name} ").Prepend(($"{path}{v.Name}", v)));

    // The verbs that have verbs, as a pattern of the shell.
    static string Groups(Command root) => string.Join('|', root.Subcommands.Where(v => v.Subcommands.Count > 0).Select(v => v.Name));

    static IEnumerable<string> Names(Option option) => option.Aliases.Append(option.Name).Distinct().Where(n => n.StartsWith('-') && n != "-?");

    // The name that the help shows.
    static IEnumerable<string> Offered(Option option) => Names(option).Where(n => n.Length > 2).Take(1);

    static List<string> Words(Option option) => option.HelpName is null ? [] : [.. option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)];

    static List<string> Words(Command verb) =>
        [.. verb.Subcommands.Select(s => s.Name), .. verb.Arguments.SelectMany(a => a.GetCompletions(CompletionContext.Empty)).Select(c => c.Label)];

    static string Bare(string? description) => (description ?? "").Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal);

    static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using System.Text;
using System.Text.RegularExpressions;

namespace SparkTfRecord.Planning;

/// <summary>A pattern for one part of a path: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>; <c>**</c> stands for any number of directories.</summary>
sealed partial class GlobPattern
{
    readonly string _text;
    readonly Regex? _regex;

    public GlobPattern(string text)
    {
        _text = text;
        _regex = HasWildcards(text) && !IsAnyDepth ? new Regex(ToRegex(text), RegexOptions.CultureInvariant | RegexOptions.Singleline) : null;
    }

    /// <summary>Stands for any number of directories, none included.</summary>
    public bool IsAnyDepth => _text == "**";

    /// <summary>The name when there are no wildcards in it.</summary>
    public string? Literal => HasWildcards(_text) ? null : _text;

    /// <summary>Whether names that are passed over otherwise are asked for by their first letter.</summary>
    public bool NamesHidden => _text.StartsWith('_') || _text.StartsWith('.');

    public static bool HasWildcards(string text) => text.AsSpan().IndexOfAny("*?[{") >= 0;

    /// <summary>The folder before the first wildcard of a path, with the slash behind it; null for a path without wildcards.</summary>
    public static string? FolderOf(string path)
    {
        var wildcard = path.AsSpan().IndexOfAny("*?[{");
        return wildcard < 0 ? null : path.LastIndexOf('/', wildcard) is >= 0 and var slash ? path[..(slash + 1)] : "./";
    }

    /// <summary>A path as a pattern of Hadoop's that stands for it alone.</summary>
    public static string Escape(string path) => Special().Replace(path, "\\$0");

    public bool Matches(string name) => _regex?.IsMatch(name) ?? name == _text;

    /// <summary>A pattern with <c>{a,b}</c>, which may stand across directories and inside each other, as the patterns without.</summary>
    public static IEnumerable<string> ExpandBraces(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var (depth, start) = (0, open + 1);
        var alternatives = new List<string>();
        for (var i = open; open >= 0 && i < pattern.Length; i++)
        {
            var c = pattern[i];
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if ((c == ',' && depth == 1) || depth == 0)
            {
                alternatives.Add(pattern[start..i]);
                start = i + 1;
            }
            if (depth == 0)
                return alternatives.SelectMany(a => ExpandBraces(pattern[..open] + a + pattern[(i + 1)..]));
        }
        return [pattern];
    }

    static string ToRegex(string glob)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            // A ']' directly after '[' or '[!' is a member of the set.
            var negated = i + 1 < glob.Length && glob[i + 1] is '!' or '^';
            var close = glob[i] == '[' && i + 2 < glob.Length ? glob.IndexOf(']', i + (negated ? 3 : 2)) : -1;
            if (close > 0)
            {
                var members = glob[(i + (negated ? 2 : 1))..close].Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
                regex.Append(negated ? "[^" : "[").Append(members).Append(']');
                i = close;
            }
            else
            {
                regex.Append(glob[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }
        return regex.Append('$').ToString();
    }

    [GeneratedRegex(@"[*?\[\]{}\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}

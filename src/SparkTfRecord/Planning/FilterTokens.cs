using System.Globalization;

namespace SparkTfRecord.Planning;

/// <summary>The words, operators and literals of a partition filter, one after the other.</summary>
sealed class FilterTokens
{
    readonly string _text;
    int _start;
    int _end;

    public FilterTokens(string text)
    {
        _text = text;
        Next();
    }

    public bool AtEnd => _start == _text.Length;

    ReadOnlySpan<char> Current => _text.AsSpan(_start.._end);

    /// <summary>Steps over the token when it is this word or sign; words in any case.</summary>
    public bool Take(string token)
    {
        if (!Current.Equals(token, StringComparison.OrdinalIgnoreCase))
            return false;
        Next();
        return true;
    }

    public void Expect(string token)
    {
        if (!Take(token))
            throw Unexpected(token);
    }

    /// <summary>A column's name, as it is or in back-ticks.</summary>
    public string Name()
    {
        var isName = !AtEnd && (Current[0] == '`' || Current[0] == '_' || char.IsLetter(Current[0]));
        var name = isName ? Current.ToString() : throw Unexpected("the name of a partition column");
        Next();
        return name[0] == '`' ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name;
    }

    /// <summary>A number or a text in single quotes.</summary>
    public (bool IsText, string Value) Literal()
    {
        var token = Current.ToString();
        var isText = token.StartsWith('\'');
        if (!isText && Number(token) is null)
            throw Unexpected("a number or a text in single quotes");
        Next();
        return (isText, isText ? token[1..^1].Replace("''", "'", StringComparison.Ordinal) : token);
    }

    /// <summary>The number that a text is, or null.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public PlanException Unexpected(string expected) =>
        new(Problem.FilterSyntax(_text, _start, AtEnd ? "the end" : $"'{Current}'", expected));

    void Next()
    {
        _start = _end;
        while (_start < _text.Length && char.IsWhiteSpace(_text[_start]))
            _start++;
        _end = _start + LengthOfToken();
    }

    int LengthOfToken()
    {
        var rest = _text.AsSpan(_start);
        return rest switch
        {
            [] => 0,
            ['\'' or '`', ..] => LengthOfQuoted(rest),
            ['<', '=' or '>', ..] or ['>' or '!', '=', ..] => 2,
            ['-' or '+', ..] => 1 + LengthOfWord(rest[1..]),
            _ => Math.Max(1, LengthOfWord(rest)),
        };
    }

    static int LengthOfWord(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '_' or '.'))
            length++;
        return length;
    }

    int LengthOfQuoted(ReadOnlySpan<char> rest)
    {
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] != rest[0])
                continue;
            if (i + 1 < rest.Length && rest[i + 1] == rest[0])
                i++;
            else
                return i + 1;
        }
        throw new PlanException(Problem.FilterSyntax(_text, _text.Length, "the end", $"a closing {rest[0]}"));
    }
}

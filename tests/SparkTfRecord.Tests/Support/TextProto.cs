using System.Text;

namespace SparkTfRecord.Tests.Support;

/// <summary>Reads protobuf's text format as its specification has it, and nothing that it does not: one wrong escape, and the rest does not parse.</summary>
sealed class TextProto
{
    const string Simple = "abfnrtv\\'\"?", Meaning = "\a\b\f\n\r\t\v\\'\"?";

    readonly string _text;
    int _at;

    TextProto(string text) => _text = text;

    /// <summary>The fields of a message: of each its name and a string, a word or number, or a message's own fields.</summary>
    public static List<(string Name, object Value)> Parse(string text)
    {
        var reader = new TextProto(text);
        var fields = reader.Fields();
        Assert.Equal(text.Length, reader._at);
        return fields;
    }

    /// <summary>All strings in fields of a name, wherever they are.</summary>
    public static IEnumerable<string> Strings(List<(string Name, object Value)> fields, string name) => fields.SelectMany(f => f.Value switch
    {
        List<(string, object)> inner => Strings(inner, name),
        byte[] bytes when f.Name == name => [new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes)],
        _ => [],
    });

    List<(string Name, object Value)> Fields()
    {
        var fields = new List<(string, object)>();
        for (SkipSpace(); _at < _text.Length && _text[_at] != '}'; SkipSpace())
        {
            var name = Word();
            SkipSpace();
            if (Take('{'))
            {
                fields.Add((name, Fields()));
                Assert.True(Take('}'), Where());
                continue;
            }
            Assert.True(Take(':'), Where());
            SkipSpace();
            fields.Add((name, _text[_at] is '"' or '\'' ? String() : Word()));
        }
        return fields;
    }

    string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || "_-+.".Contains(_text[_at], StringComparison.Ordinal)))
            _at++;
        Assert.True(_at > start, Where());
        return _text[start.._at];
    }

    byte[] String()
    {
        var quote = _text[_at++];
        var bytes = new List<byte>();
        while (_text[_at] != quote)
        {
            Assert.False(_text[_at] is '\n' or '\0', Where());
            if (!Take('\\'))
                bytes.AddRange(Encoding.UTF8.GetBytes([_text[_at++]]));
            else if (Simple.IndexOf(_text[_at], StringComparison.Ordinal) is var simple and >= 0)
            {
                bytes.Add((byte)Meaning[simple]);
                _at++;
            }
            else
                bytes.Add(Octal());
        }
        _at++;
        return [.. bytes];
    }

    byte Octal()
    {
        var start = _at;
        while (_at < start + 3 && _text[_at] is >= '0' and <= '7')
            _at++;
        Assert.True(_at > start, Where());
        return Convert.ToByte(_text[start.._at], 8);
    }

    bool Take(char expected)
    {
        if (_at == _text.Length || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\t' or '\r')
            _at++;
    }

    string Where() => $"at {_at}: {_text[Math.Max(0, _at - 30).._at]}";
}

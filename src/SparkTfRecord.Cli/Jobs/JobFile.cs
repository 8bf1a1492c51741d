using System.Text;
using System.Text.Json;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Reads JSON with comments and trailing commas, and keeps each value's line for the messages.</summary>
ref struct JobFile
{
    readonly string _name;
    readonly ReadOnlySpan<byte> _json;
    Utf8JsonReader _reader;
    int _line = 1;
    long _counted;

    JobFile(string name, ReadOnlySpan<byte> json)
    {
        _name = name;
        _json = json;
        _reader = new(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    }

    /// <summary>The file's value.</summary>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="json">Its content; a byte order mark is passed over.</param>
    /// <exception cref="PlanException">It is no JSON, or names a key twice.</exception>
    public static Written Parse(string name, ReadOnlySpan<byte> json)
    {
        var file = new JobFile(name, json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json);
        try
        {
            file._reader.Read();
            var value = file.Value();
            file._reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            var reason = e.Message[..(e.Message.IndexOf(" LineNumber", StringComparison.Ordinal) is var end and >= 0 ? end : e.Message.Length)];
            throw new PlanException($"{name}:{e.LineNumber + 1}: this is not JSON: {reason}");
        }
        catch (InvalidOperationException) // of the reader's GetString
        {
            throw new PlanException($"{file.Where()}: this is not UTF-8, as JSON must be.");
        }
    }

    Written Value()
    {
        var value = new Written { Where = Where(), Kind = KindOf(_reader.TokenType) };
        if (value.Kind == JsonValueKind.String)
            value.Text = Text();
        else if (value.Kind == JsonValueKind.Number)
            value.Text = Encoding.UTF8.GetString(_reader.ValueSpan);
        else if (value.Kind == JsonValueKind.Array)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                value.Items.Add(Value());
        }
        else if (value.Kind == JsonValueKind.Object)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                Member(value);
        }
        return value;
    }

    void Member(Written parent)
    {
        var key = Text();
        var where = Where();
        _reader.Read();
        var value = Value();
        if (!parent.Members.TryAdd(key, value))
            throw new PlanException($"{where}: '{key}' is written a second time, first at {parent.Members[key].Where}; keep one.");
    }

    string Text()
    {
        var text = _reader.GetString()!;
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new PlanException($"{Where()}: a text has the character U+0000, which no path and no name can have; leave it out.")
            : text;
    }

    string Where()
    {
        var passed = _json[(int)_counted..(int)_reader.TokenStartIndex];
        _line += passed.Count((byte)'\n');
        _counted = _reader.TokenStartIndex;
        return $"{_name}:{_line}";
    }

    static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}

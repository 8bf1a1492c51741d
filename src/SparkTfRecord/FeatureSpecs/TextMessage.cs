using System.Globalization;
using System.Text;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>A message in protobuf's text format.</summary>
/// <param name="indent">What stands in front of its lines.</param>
sealed class TextMessage(string indent = "")
{
    readonly StringBuilder _text = new();

    /// <summary>Adds a field that is a message.</summary>
    public TextMessage Add(string field, Action<TextMessage> fill)
    {
        var message = new TextMessage(indent + "  ");
        fill(message);
        _text.Append(CultureInfo.InvariantCulture, $"{indent}{field} {{\n{message}{indent}}}\n");
        return this;
    }

    /// <summary>Adds a field that is an enum's or a truth value; null: none.</summary>
    public TextMessage Add(string field, string? word)
    {
        if (word is not null)
            _text.Append(CultureInfo.InvariantCulture, $"{indent}{field}: {word}\n");
        return this;
    }

    /// <summary>Adds a field that is an integer; null: none.</summary>
    public TextMessage Add(string field, long? number) => Add(field, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a field that is a float; null: none.</summary>
    public TextMessage Add(string field, float? number) => Add(field, number switch
    {
        float.PositiveInfinity => "inf",
        float.NegativeInfinity => "-inf",
        _ => number?.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Adds a field that is a string or bytes: of its UTF-8 bytes all but plain ASCII is written in octal, so that nothing in it can end it.</summary>
    public TextMessage AddText(string field, string value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{indent}{field}: \"");
        foreach (var unit in Encoding.UTF8.GetBytes(value))
        {
            if (unit is < 0x20 or >= 0x7F or (byte)'"' or (byte)'\\' or (byte)'\'')
                _text.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
            else
                _text.Append((char)unit);
        }
        _text.Append("\"\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}

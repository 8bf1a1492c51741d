using System.Text;

namespace SparkTfRecord.Spark.Gateway;

/// <summary>Letters and escapes of Py4J's text protocol (py4j.Protocol): a command is lines that end with <see cref="End"/>, a reply is one line.</summary>
static class Py4J
{
    public const string End = "e";
    public const string Authenticate = "A";
    public const string Call = "c";
    public const string Construct = "i";
    public const string GetClass = "r\nc";
    public const string FindName = "r\nu";
    public const string ArrayItem = "a\ng";
    public const string ArrayLength = "a\ne";
    public const string Release = "m\nd";
    public const string StackTrace = "p";

    /// <summary>What a call's target begins with when it is a class and not an object's id.</summary>
    public const string StaticTarget = "z:";

    /// <summary>What every reply begins with.</summary>
    public const char Reply = '!';

    public const char Success = 'y';

    /// <summary>First letters of values.</summary>
    public const char Null = 'n', Void = 'v', Boolean = 'b', Integer = 'i', Long = 'L', Double = 'd', String = 's', Bytes = 'j', Reference = 'r', Class = 'c';

    /// <summary>First letters of references to objects of which Py4J knows more: list, map, array, set, iterator.</summary>
    public const string References = "rlathg";

    /// <summary>Makes a string fit into one line.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny('\\', '\r', '\n') < 0 ? text : text.Replace("\\", "\\\\").Replace("\r", "\\r").Replace("\n", "\\n");

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                i++;
                c = text[i] switch { 'n' => '\n', 'r' => '\r', var other => other };
            }
            result.Append(c);
        }
        return result.ToString();
    }
}

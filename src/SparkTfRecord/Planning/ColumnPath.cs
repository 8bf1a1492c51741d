using System.Text;

namespace SparkTfRecord.Planning;

/// <summary>Columns and fields below them as people write them: <c>user.age</c>; a part in back-ticks may hold a dot.</summary>
static class ColumnPath
{
    /// <summary>The parts of a path; null when a back-tick is not closed or stands inside a part.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        var parts = new List<string>();
        for (var i = 0; i <= text.Length; i++)
        {
            var part = new StringBuilder();
            if (i < text.Length && text[i] == '`')
            {
                for (i++; i < text.Length && (text[i] != '`' || (i + 1 < text.Length && text[i + 1] == '`')); i++)
                    part.Append(text[text[i] == '`' ? i++ : i]);
                if (i == text.Length || (++i < text.Length && text[i] != '.'))
                    return null;
            }
            for (; i < text.Length && text[i] != '.'; i++)
                part.Append(text[i]);
            parts.Add(part.ToString());
        }
        return parts;
    }

    /// <summary>A path as it is to be written.</summary>
    public static string Of(IEnumerable<string> parts) => string.Join('.', parts.Select(Quoted));

    static string Quoted(string part) =>
        part.AsSpan().ContainsAny('.', '`') ? $"`{part.Replace("`", "``", StringComparison.Ordinal)}`" : part;
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>Writes text as a Python string literal that is safe whatever the text is.</summary>
static class PythonLiteral
{
    /// <summary>Adds the literal, with its quotes. Letters and digits of all scripts stay readable; whatever else is not printable ASCII is escaped.</summary>
    /// <remarks>Text that reorders or hides source code (bidirectional marks, zero widths) is no letter and therefore never appears as itself.</remarks>
    public static StringBuilder AppendPython(this StringBuilder output, string text)
    {
        output.Append('"');
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var valid = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            if (valid && (rune.Value is '"' or '\\'))
                output.Append('\\').Append((char)rune.Value);
            else if (valid && (rune.Value is >= ' ' and <= '~' || Rune.IsLetterOrDigit(rune)))
                output.Append(rest[..length]);
            else if (valid && !rune.IsBmp)
                output.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
            else
                output.Append(CultureInfo.InvariantCulture, $"\\u{(int)rest[0]:x4}");
            rest = rest[length..];
        }
        return output.Append('"');
    }
}

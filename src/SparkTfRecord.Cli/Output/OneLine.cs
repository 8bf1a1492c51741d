using System.Globalization;
using System.Text;

namespace SparkTfRecord.Cli.Output;

/// <summary>Texts that may quote anything, for logs and terminals: names and values come from the data.</summary>
static class OneLine
{
    /// <summary>The text with line ends as spaces and other control characters escaped, so that it cannot steer a terminal or forge a line.</summary>
    public static string Of(string text)
    {
        text = text.ReplaceLineEndings(" ");
        if (!text.Any(char.IsControl))
            return text;
        var plain = new StringBuilder();
        foreach (var c in text)
            _ = char.IsControl(c) ? plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : plain.Append(c);
        return plain.ToString();
    }
}

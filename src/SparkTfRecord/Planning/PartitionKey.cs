using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SparkTfRecord.Planning;

/// <summary>What a Hive partition folder <c>column=value</c> says.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Value">The value's text; null for <c>__HIVE_DEFAULT_PARTITION__</c>.</param>
sealed record PartitionKey(string Column, string? Value)
{
    /// <summary>Reads a folder's name; null when it is no partition folder.</summary>
    public static PartitionKey? FromFolder(string name)
    {
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;
        var value = name[(equals + 1)..];
        return new(Unescape(name[..equals]), value == "__HIVE_DEFAULT_PARTITION__" ? null : Unescape(value));
    }

    // Hive and Spark escape ASCII only, Arrow every byte of the UTF-8; what makes no UTF-8 was not escaped.
    static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes[length++] = value;
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }
        return Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }
}

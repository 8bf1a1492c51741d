using System.Globalization;

namespace SparkTfRecord.Cli.Output;

/// <summary>Numbers for people.</summary>
static class Units
{
    static readonly string[] s_prefixes = ["", "k", "M", "G", "T", "P"];

    /// <summary>A length: <c>152 kB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var (digits, prefix) = Scale(bytes);
        return $"{digits} {prefix}B";
    }

    /// <summary>A speed: <c>1.23 M rows/s</c>.</summary>
    public static string Rows(double perSecond)
    {
        var (digits, prefix) = Scale(perSecond);
        return $"{digits} {(prefix.Length == 0 ? "" : $"{prefix} ")}rows/s";
    }

    /// <summary>A number with its thousands apart: <c>1,234,567</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and its noun: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A duration: <c>0.12 s</c>, <c>3 min 05 s</c>.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    // Three digits and a prefix that counts in 1000.
    static (string Digits, string Prefix) Scale(double value)
    {
        var power = 0;
        while (value >= 999.5 && power < s_prefixes.Length - 1)
        {
            value /= 1000;
            power++;
        }
        var format = power == 0 && value == Math.Floor(value) ? "0" : value < 9.995 ? "0.00" : value < 99.95 ? "0.0" : "0";
        return (value.ToString(format, CultureInfo.InvariantCulture), s_prefixes[power]);
    }
}

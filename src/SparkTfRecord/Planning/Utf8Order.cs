namespace SparkTfRecord.Planning;

/// <summary>Orders strings by their UTF-8 bytes, without encoding them.</summary>
sealed class Utf8Order : IComparer<string?>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var i = x.AsSpan().CommonPrefixLength(y);
        return i == x.Length || i == y.Length ? x.Length - y.Length : Rank(x[i]) - Rank(y[i]);
    }

    // UTF-16 and UTF-8 disagree in one place: a surrogate (a code point from U+10000 on) comes after U+E000…U+FFFF.
    static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}

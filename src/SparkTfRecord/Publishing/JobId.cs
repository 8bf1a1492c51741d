using System.Security.Cryptography;

namespace SparkTfRecord.Publishing;

/// <summary>Eight hex digits that tell one run of a job from all others.</summary>
static class JobId
{
    public const int Length = 8;

    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    public static bool IsValid(ReadOnlySpan<char> text) => text.Length == Length && Array.TrueForAll(text.ToArray(), char.IsAsciiHexDigitLower);
}

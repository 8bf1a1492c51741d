using System.Globalization;
using System.Text;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Values as they stand in a <see cref="FeatureMapping"/>.</summary>
static class ValueText
{
    /// <summary>An integer.</summary>
    public static long Int64(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>A float.</summary>
    public static float Float(string text) => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>UTF-8 at an address that stays, and at least one byte, so that it has one.</summary>
    public static byte[] PinnedBytes(string text)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}

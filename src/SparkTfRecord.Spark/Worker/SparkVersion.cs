namespace SparkTfRecord.Spark.Worker;

/// <summary>A Spark version as far as the layout of what it sends depends on it.</summary>
/// <param name="Major">The 4 of 4.1.2.</param>
/// <param name="Minor">The 1 of 4.1.2.</param>
readonly record struct SparkVersion(int Major, int Minor) : IComparable<SparkVersion>
{
    /// <summary>The oldest version that was tried.</summary>
    public static SparkVersion Oldest { get; } = new(3, 3);

    /// <summary>The newest version that was tried; later ones are spoken to as if they were this one.</summary>
    public static SparkVersion Newest { get; } = new(4, 3);

    /// <summary>Whether the version is between <see cref="Oldest"/> and <see cref="Newest"/>.</summary>
    public bool IsKnown => this >= Oldest && this <= Newest;

    /// <summary>The version in a text such as <c>3.5.9</c>, <c>4.1.0-SNAPSHOT</c> or <c>3.5.1-amzn-0</c>; text that is none counts as <see cref="Newest"/>.</summary>
    public static SparkVersion Parse(string text)
    {
        var parts = text.Split('.', '-', '_', '+');
        return parts.Length >= 2 && int.TryParse(parts[0], out var major) && int.TryParse(parts[1], out var minor) ? new(major, minor) : Newest;
    }

    public int CompareTo(SparkVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public static bool operator <(SparkVersion a, SparkVersion b) => a.CompareTo(b) < 0;

    public static bool operator >(SparkVersion a, SparkVersion b) => a.CompareTo(b) > 0;

    public static bool operator <=(SparkVersion a, SparkVersion b) => a.CompareTo(b) <= 0;

    public static bool operator >=(SparkVersion a, SparkVersion b) => a.CompareTo(b) >= 0;

    public override string ToString() => $"{Major}.{Minor}";
}

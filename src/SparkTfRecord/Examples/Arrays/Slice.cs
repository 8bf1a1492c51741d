namespace SparkTfRecord.Examples.Arrays;

/// <summary>Bytes that lie somewhere in a record batch.</summary>
readonly unsafe struct Slice(byte* start, int length)
{
    /// <summary>The first byte.</summary>
    public readonly byte* Start = start;

    /// <summary>Number of bytes.</summary>
    public readonly int Length = length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => new(Start, Length);
}

using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Writers;

/// <summary>What a writer does where there is no value.</summary>
sealed unsafe class NullRule<T> where T : unmanaged
{
    readonly byte[]? _bytes; // what a Slice in _value points into

    NullRule(NullPolicy policy, T value, byte[]? bytes = null)
    {
        Policy = policy;
        Value = value;
        _bytes = bytes;
    }

    /// <summary>What becomes of a null.</summary>
    public NullPolicy Policy { get; }

    /// <summary>What is written for a null by <see cref="NullPolicy.Default"/>.</summary>
    public T Value { get; }

    /// <summary>A rule with the value that <paramref name="text"/> stands for.</summary>
    public static NullRule<T> Of(NullPolicy policy, string? text)
    {
        if (policy != NullPolicy.Default)
            return new(policy, default);
        if (typeof(T) == typeof(long))
            return new(policy, (T)(object)ValueText.Int64(text!));
        if (typeof(T) == typeof(float))
            return new(policy, (T)(object)ValueText.Float(text!));
        var bytes = ValueText.PinnedBytes(text!);
        fixed (byte* start = bytes)
            return new(policy, (T)(object)new Slice(start, System.Text.Encoding.UTF8.GetByteCount(text!)), bytes);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Memory that is used again and again, at an address the collector does not change.</summary>
sealed unsafe class Scratch<T> where T : unmanaged
{
    // Vector code may read and write this far past what was asked for.
    const int Slack = 64;

    T[] _array = GC.AllocateUninitializedArray<T>(Slack, pinned: true);

    /// <summary>Where it begins; another place after it grew.</summary>
    public T* Start => (T*)Unsafe.AsPointer(ref _array[0]);

    /// <summary>Makes space for a number of values; when it grows only the first <paramref name="used"/> keep what they hold.</summary>
    /// <returns><see cref="Start"/>.</returns>
    public T* Reserve(int count, int used = 0)
    {
        if (_array.Length - Slack < count)
            Grow(count, used);
        return Start;
    }

    void Grow(int count, int used)
    {
        var length = Math.Min(BitOperations.RoundUpToPowerOf2((ulong)count + Slack), (ulong)Array.MaxLength);
        var grown = GC.AllocateUninitializedArray<T>((int)length, pinned: true);
        _array.AsSpan(0, used).CopyTo(grown);
        _array = grown;
    }
}

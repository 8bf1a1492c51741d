using System.Buffers;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Memory that arrays are built over, again and again. It grows when asked for more and moves only then, so nobody needs to pin it.</summary>
sealed unsafe class PinnedBuffer : MemoryManager<byte>
{
    const int MinLength = 1 << 8;
    const int MaxGrowth = 8 << 20;

    byte[] _bytes = [];

    /// <summary>The first byte.</summary>
    public byte* Start { get; private set; }

    /// <summary>Makes room for so many values and keeps the first <paramref name="kept"/>.</summary>
    /// <exception cref="NotSupportedException">More than two gigabytes.</exception>
    public T* Reserve<T>(long count, int kept = 0) where T : unmanaged
    {
        var length = count * sizeof(T);
        if (length > _bytes.Length)
        {
            if (length > System.Array.MaxLength)
                Throw.TooLarge();
            var grown = (long)_bytes.Length + Math.Min(_bytes.Length, MaxGrowth) + (_bytes.Length / 4);
            var old = kept == 0 ? [] : _bytes;
            _bytes = old; // garbage before it is replaced
            _bytes = PinnedBytes.Allocate((int)Math.Clamp(grown, Math.Max(length, MinLength), System.Array.MaxLength));
            old.AsSpan(0, kept * sizeof(T)).CopyTo(_bytes);
            Start = (byte*)Unsafe.AsPointer(ref _bytes[0]);
        }

        return (T*)Start;
    }

    /// <summary>Removes the first of some values and moves the others there.</summary>
    public void Remove<T>(int first, int count) where T : unmanaged =>
        new Span<T>((T*)Start + first, count - first).CopyTo(new Span<T>(Start, count - first));

    /// <summary>Its first bytes as an Arrow buffer, good until it is written to again.</summary>
    public ArrowBuffer First(int length) => new(CreateMemory(length));

    public override Span<byte> GetSpan() => _bytes;

    public override MemoryHandle Pin(int elementIndex = 0) => new(Start + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}

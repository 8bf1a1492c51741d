using System.Buffers;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Memory of our own, at an address that stays, for an Arrow buffer.</summary>
sealed unsafe class FixedMemory(byte* start, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => new(start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}

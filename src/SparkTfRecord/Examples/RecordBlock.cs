using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Writers;
using SparkTfRecord.Records;

namespace SparkTfRecord.Examples;

/// <summary>Framed records, one after the other, in one growing buffer that is used again and again.</summary>
/// <remarks>Memory: <see cref="DefaultCapacity"/>, or one record however large; a buffer that grew beyond use shrinks when it is cleared.</remarks>
sealed unsafe class RecordBlock
{
    /// <summary>Bytes after which a block is full: it stays in a core's second-level cache, and encoding a column for some hundred rows pays for changing columns.</summary>
#if DEBUG
    public const int DefaultCapacity = 700; // so that every test crosses edges
#else
    public const int DefaultCapacity = 176 << 10;
#endif

    /// <summary>The longest record: what one array can hold (0x7FFFFFC7 bytes; a protobuf message 2^31 - 1) less room for the records before it in the block.</summary>
    public const int MaxRecordLength = 0x7FFFFFC7 - (1 << 20);

    const int ShrinkAbove = 4 << 20;

    readonly int _capacity;
    byte[] _bytes;
    int[] _ends = new int[64];

    public RecordBlock() : this(DefaultCapacity)
    {
    }

    /// <summary>A block that is full after <paramref name="capacity"/> bytes.</summary>
    public RecordBlock(int capacity)
    {
        _capacity = capacity;
        _bytes = Allocate(capacity);
    }

    /// <summary>The framed records' bytes, as they stand in an uncompressed TFRecord file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>For each record the position in <see cref="Bytes"/> where it ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>A record's data, without length and checksums, until the block is cleared or grows.</summary>
    public ReadOnlyMemory<byte> Data(int record)
    {
        var start = record == 0 ? 0 : _ends[record - 1];
        return _bytes.AsMemory(start, _ends[record] - start)[RecordFraming.HeaderLength..^RecordFraming.FooterLength];
    }

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes until the block is full; below 0 when a record was longer.</summary>
    public int Free => _capacity - Length;

    /// <summary>Bytes of memory it holds.</summary>
    public int Memory => _bytes.Length;

    int Length => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Forgets the records and keeps the memory.</summary>
    public void Clear()
    {
        if (_bytes.Length > Math.Max(ShrinkAbove, _capacity + FeatureWriter.Spill) && Length < _bytes.Length / 4)
            _bytes = Allocate(_capacity);
        Count = 0;
    }

    /// <summary>Where records of <paramref name="length"/> bytes can be written; they count once they are <see cref="Add">added</see>.</summary>
    public byte* Reserve(long length)
    {
        if (Length + length + FeatureWriter.Spill > _bytes.Length)
        {
            var kept = Count == 0 ? [] : _bytes;
            _bytes = kept; // what is not kept is garbage before it is replaced
            _bytes = Allocate(checked((int)(Length + length)));
            kept.AsSpan(0, Length).CopyTo(_bytes);
        }
        return (byte*)Unsafe.AsPointer(ref _bytes[Length]);
    }

    /// <summary>Adds a record that was written behind the others.</summary>
    public void Add(int length)
    {
        var end = Length + length;
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = end;
    }

    static byte[] Allocate(int capacity) => PinnedBytes.Allocate(capacity + FeatureWriter.Spill);
}

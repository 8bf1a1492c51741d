using System.Buffers.Binary;

namespace SparkTfRecord.Records;

/// <summary>What stands around a record's data: its length and the length's masked CRC before it, its masked CRC behind it; all little endian.</summary>
static class RecordFraming
{
    /// <summary>Bytes before the data: length (8) and its CRC (4).</summary>
    public const int HeaderLength = 12;

    /// <summary>Bytes behind the data: its CRC.</summary>
    public const int FooterLength = 4;

    /// <summary>Writes the header of a record with <paramref name="length"/> bytes of data.</summary>
    public static void WriteHeader(Span<byte> destination, int length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Crc32C.Mask(Crc32C.Compute(destination[..8])));
    }

    /// <summary>Writes the footer behind <paramref name="data"/>.</summary>
    public static void WriteFooter(Span<byte> destination, ReadOnlySpan<byte> data) =>
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Crc32C.Mask(Crc32C.Compute(data)));
}

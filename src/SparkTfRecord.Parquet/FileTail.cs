using System.Buffers.Binary;

namespace SparkTfRecord.Parquet;

/// <summary>
/// The last eight bytes of a Parquet file: the footer's length and PAR1. Looked at before the native reader is, for messages that say
/// what is wrong. The four bytes at the start are not looked at: no reader does, and nothing depends on them.
/// </summary>
static class FileTail
{
    const int Length = 8;
    const int MinFileLength = 12;

    /// <exception cref="InvalidDataException">Not a Parquet file, cut short, or encrypted.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static void Check(string path)
    {
        using var file = File.OpenHandle(path);
        var fileLength = RandomAccess.GetLength(file);
        if (fileLength < MinFileLength)
            Throw.TooShort(path, fileLength);

        Span<byte> tail = stackalloc byte[Length];
        if (RandomAccess.Read(file, tail, fileLength - Length) != Length)
            Throw.ChangedWhileRead(path);

        var magic = tail[4..];
        if (magic.SequenceEqual("PARE"u8))
            Throw.Encrypted(path, "its footer");
        if (!magic.SequenceEqual("PAR1"u8))
            Throw.NoTailMagic(path, magic, StartsAsParquet(file));

        long footerLength = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (footerLength == 0 || footerLength > fileLength - MinFileLength)
            Throw.FooterLength(path, footerLength, fileLength);
    }

    static bool StartsAsParquet(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[4];
        return RandomAccess.Read(file, head, 0) == head.Length && head.SequenceEqual("PAR1"u8);
    }
}

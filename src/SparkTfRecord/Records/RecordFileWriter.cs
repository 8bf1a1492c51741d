using System.IO.Compression;

namespace SparkTfRecord.Records;

/// <summary>Puts framed records into a new file: compressed, in blocks, with the CRC of the whole. Without <see cref="Complete"/> disposing deletes it.</summary>
sealed class RecordFileWriter : IDisposable
{
    // What a compressor is given at a time. Part of what makes compressed shards the same from run to run: never change it lightly.
    const int CompressedBlock = 64 << 10;

#if DEBUG
    const int FileBlock = 4 << 10; // so that tests cross the edges of blocks
#else
    const int FileBlock = 256 << 10;
#endif

    readonly Codec _codec;
    readonly NewFileStream _file;
    readonly BlockStream _fileBlocks;
    readonly Stream? _compressor;
    readonly BlockStream? _compressorBlocks;
    bool _empty = true;

    /// <summary>Makes the file; one that exists, or a missing directory, is an error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="codec">Its compression.</param>
    public RecordFileWriter(string path, Codec codec)
    {
        _codec = codec;
        _file = new NewFileStream(path);
        _fileBlocks = new BlockStream(_file, FileBlock);
        if (codec == Codec.None)
            return;
        var options = new ZLibCompressionOptions { CompressionLevel = codec.Level ?? 6 };
        _compressor = codec.IsGzip
            ? new GZipStream(_fileBlocks, options, leaveOpen: true)
            : new ZLibStream(_fileBlocks, options, leaveOpen: true);
        _compressorBlocks = new BlockStream(_compressor, CompressedBlock);
    }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="IOException">The file could not be written; the message names it.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _empty &= bytes.IsEmpty;
        (_compressorBlocks ?? _fileBlocks).Write(bytes);
    }

    /// <summary>Ends the file and keeps it.</summary>
    /// <returns>Its length and its CRC-32C (not masked), both as stored.</returns>
    public (long Length, uint Crc32C) Complete()
    {
        _compressorBlocks?.WriteLastBlock();
        _compressor?.Dispose();
        if (_empty && _compressor is not null)
            _fileBlocks.Write(EmptyStream);
        _fileBlocks.WriteLastBlock();
        _file.Complete();
        return (_file.Length, _file.Crc32C);
    }

    /// <summary>Deletes the file unless it is complete.</summary>
    public void Dispose()
    {
        _file.Dispose();
        // Not the compressor: it would write. Its native memory goes with its finalizer.
    }

    // .NET's compressors write nothing at all when they were given nothing; gunzip calls such a file cut short.
    ReadOnlySpan<byte> EmptyStream => _codec.IsGzip
        ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, /* an empty last block */ 3, 0, /* CRC-32 and length */ 0, 0, 0, 0, 0, 0, 0, 0]
        : [0x78, 0x9C, 3, 0, /* Adler-32 */ 0, 0, 0, 1];
}

using System.Diagnostics.CodeAnalysis;

namespace SparkTfRecord;

/// <summary>Messages of Records/: where, found, expected, and the way out.</summary>
static partial class Throw
{
    public const string Damaged = "the file is damaged; write it again, or take another copy";
    const string WrongCodec = "give the codec it was written with";
    const string CutShort = "the file is cut short; write it again, or take another copy";

    // Of the stream inside a compressed file: the reader puts the record's place before it.

    [DoesNotReturn]
    public static void NotGzip(long position, ReadOnlySpan<byte> found) => throw new InvalidDataException(position == 0
        ? $"the file begins with {Convert.ToHexString(found)}, a gzip file with 1F8B08; {WrongCodec}"
        : $"byte {position} of the file: found {Convert.ToHexString(found)} behind a gzip member, expected another one (1F8B08) or the end of the file; {Damaged}");

    [DoesNotReturn]
    public static void UnknownGzipFlags(long position, int found) =>
        throw new InvalidDataException($"byte {position} of the file: gzip flags {found:X2}, of which at most 1F are known; {Damaged}");

    [DoesNotReturn]
    public static void WrongGzipHeaderCrc(long position, int found, int expected) =>
        throw new InvalidDataException($"byte {position} of the file: CRC of the gzip header {found:X4}, expected {expected:X4}; {Damaged}");

    [DoesNotReturn]
    public static void WrongGzipCrc(long position, uint found, uint expected) =>
        throw new InvalidDataException($"byte {position} of the file: CRC-32 of the gzip member {found:X8}, expected {expected:X8}; {Damaged}");

    [DoesNotReturn]
    public static void WrongGzipLength(long position, uint found, uint expected) =>
        throw new InvalidDataException($"byte {position} of the file: length of the gzip member {found}, expected {expected} (modulo 2^32); {Damaged}");

    [DoesNotReturn]
    public static void DataAfterEmptyMember(long position) => throw new InvalidDataException(
        $"byte {position} of the file: data behind an empty gzip member, where TensorFlow stops reading; write the records as one gzip member");

    [DoesNotReturn]
    public static void DataAfterZlibStream(long length) => throw new InvalidDataException(
        $"data behind the end of the zlib stream and before the end of the file (byte {length}), which TensorFlow passes over; write the records as one zlib stream");

    [DoesNotReturn]
    public static void StreamIsCut(bool gzip, long length) =>
        throw new InvalidDataException($"the {(gzip ? "gzip" : "zlib")} stream has no end in the file's {length} bytes; {CutShort}");

    [DoesNotReturn]
    public static int CannotInflate(bool gzip, long position, Exception inner) => throw new InvalidDataException(
        $"before byte {position} of the file: no valid {(gzip ? "gzip" : "zlib")} data; the file is damaged, or was written with another codec", inner);

    // Of records.

    public static string Place(string name, long index, long offset, bool compressed) =>
        $"{name}: record {index} at byte {offset}{(compressed ? " of the uncompressed stream" : "")}";

    [DoesNotReturn]
    public static int StreamIsDamaged(string place, Exception inner) => throw new InvalidDataException($"{place}: {inner.Message}", inner);

    [DoesNotReturn]
    public static void HeaderIsCut(string place, int found) =>
        throw new InvalidDataException($"{place}: found {found} bytes, expected a header of 12; TensorFlow would end here without an error; {CutShort}");

    [DoesNotReturn]
    public static void WrongLengthCrc(string place, uint found, uint expected, string reason) =>
        throw new InvalidDataException($"{place}: length CRC {found:X8}, expected {expected:X8}; {reason}");

    /// <summary>Why the first header of a file may be wrong.</summary>
    public static string NoTfRecordFile(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => $"the file begins as gzip does; {WrongCodec}",
        [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] => $"the file begins as zlib does; {WrongCodec}",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "this is a Parquet file",
        _ => "the file is damaged, is no TFRecord file, or was written with another codec",
    };

    [DoesNotReturn]
    public static void RecordIsTooLong(string place, ulong length, int longest) =>
        throw new InvalidDataException($"{place}: its length is {length}, at most {longest} bytes can be read; the file is damaged, or holds records that nothing can parse");

    [DoesNotReturn]
    public static void RecordIsCut(string place, int length, int found) =>
        throw new InvalidDataException($"{place}: found {found} bytes, expected {length} of data and 4 of CRC; {CutShort}");

    [DoesNotReturn]
    public static void WrongDataCrc(string place, int length, uint found, uint expected) =>
        throw new InvalidDataException($"{place}: data CRC {found:X8}, expected {expected:X8} for its {length} bytes; {Damaged}");

    [DoesNotReturn]
    public static void NotAnExample(string place, Exception inner) => throw new InvalidDataException($"{place}: {inner.Message}", inner);

    // Of writers.

    [DoesNotReturn]
    public static void FileExists(string path) => throw new IOException($"{path}: exists; a writer only makes new files: delete it or choose another name");

    [DoesNotReturn]
    public static void WriterIsComplete(string path) => throw new InvalidOperationException($"{path}: is complete; nothing can be added");
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SparkTfRecord;

/// <summary>Messages about the bytes of an Example; who knows the file and the record puts their place before them.</summary>
static partial class Throw
{
    const string NotWire = "the record is damaged, or not of the type it is taken for (--record-type)";
    const string WriteOnce = "write each list once, packed";

    [DoesNotReturn]
    public static void BadTag(int offset, ulong tag) => throw Wire(offset, $"field {tag >> 3} of wire type {tag & 7} cannot be; {NotWire}");

    [DoesNotReturn]
    public static void CutVarint(int offset) => throw Wire(offset, $"a varint runs past the end of its message; {NotWire}");

    [DoesNotReturn]
    public static ulong LongVarint(int offset) => throw Wire(offset, $"a varint of more than 10 bytes; {NotWire}");

    [DoesNotReturn]
    public static void LengthPastEnd(int offset, ulong length, int rest) =>
        throw Wire(offset, $"a field of {length} bytes where {rest} are left in its message; {NotWire}");

    [DoesNotReturn]
    public static void UnexpectedField(int offset, uint tag, string where) =>
        throw Wire(offset, $"{where} has field {tag >> 3} of wire type {tag & 7}, which TensorFlow does not know there; {NotWire}");

    [DoesNotReturn]
    public static void IncompleteEntry(int offset) =>
        throw Wire(offset, "an entry of features lacks its key or its value, which TensorFlow refuses; write both always");

    [DoesNotReturn]
    public static void NameIsNotUtf8(int offset) => throw Wire(offset, "a feature's name is not UTF-8, which protobuf refuses; encode names as UTF-8");

    [DoesNotReturn]
    public static void DuplicateName(int offset, ReadOnlySpan<byte> name) =>
        throw Wire(offset, $"feature '{Encoding.UTF8.GetString(name)}' comes twice, TensorFlow keeps the last; write each feature once");

    [DoesNotReturn]
    public static void SecondList(int offset) =>
        throw Wire(offset, $"a feature has more than one list, of which TensorFlow reads one; {WriteOnce}");

    [DoesNotReturn]
    public static void ListInPieces(int offset) =>
        throw Wire(offset, $"a feature's list is in several pieces, of which TensorFlow loses values; {WriteOnce}");

    [DoesNotReturn]
    public static void PartOfFloat(int offset, int length) =>
        throw Wire(offset, $"a packed list of floats has {length} bytes, not a multiple of 4; {NotWire}");

    static InvalidDataException Wire(int offset, string fault) => new($"byte {offset} of its data: {fault}");
}

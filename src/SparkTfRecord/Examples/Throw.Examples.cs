using System.Diagnostics.CodeAnalysis;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord;

static partial class Throw
{
    [DoesNotReturn]
    public static void BufferTooShort(IArrowType type, int buffer, long found, long expected) => throw new InvalidDataException(
        $"a record batch is damaged: buffer {buffer} of a column of type {type.Name} has {found} bytes, expected at least {expected}");

    [DoesNotReturn]
    public static void OffsetsOutOfRange(long limit) => throw new InvalidDataException(
        $"a record batch is damaged: offsets of a column fall or lead out of its {limit} values");

    [DoesNotReturn]
    public static void ViewOutOfRange(int length, int buffer, int offset) => throw new InvalidDataException(
        $"a record batch is damaged: a view names {length} bytes at {offset} of data buffer {buffer}, which has no such bytes");

    [DoesNotReturn]
    public static void IndexOutOfRange(long index, long count) => throw new InvalidDataException(
        $"a record batch is damaged: index {index} into a dictionary of {count} entries");

    [DoesNotReturn]
    public static void BadValue(int row, FeatureMapping feature, BadValue bad) =>
        throw new BadRowException(row, feature, bad.Reason, feature.Private ? null : bad.Value, bad.WayOut);

    [DoesNotReturn]
    public static void RecordTooLong(int row, FeatureMapping feature, long length) => throw new BadRowException(
        row, feature, $"the record would take {length} bytes or more, most of them for '{feature.Feature}'; a record has at most {RecordBlock.MaxRecordLength}",
        null, "leave the column out or cut its values upstream");

    [DoesNotReturn]
    public static void NoMapping(FeatureMapping feature, IArrowType type) => throw new NotSupportedException(
        $"feature '{feature.Feature}': column '{feature.Column}' of type {type.Name} has no mapping to {feature.Kind switch
        {
            FeatureKind.Bytes => "bytes_list",
            FeatureKind.Float => "float_list",
            _ => "int64_list",
        }}; leave it out with --exclude {feature.Column} or convert it upstream");
}

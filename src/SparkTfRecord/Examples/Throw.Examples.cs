using System.Diagnostics.CodeAnalysis;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord;

static partial class Throw
{
    [DoesNotReturn]
    public static void BufferTooShort(IArrowType type, int buffer, long found, long expected) => throw new InvalidDataException(
        $"the record batch is damaged: buffer {buffer} of a column of type {type.Name} has {found} bytes, expected at least {expected}");

    [DoesNotReturn]
    public static void OffsetsOutOfRange(long limit) => throw new InvalidDataException(
        $"the record batch is damaged: offsets of a column fall or lead out of its {limit} values");

    [DoesNotReturn]
    public static void ViewOutOfRange(int length, int buffer, int offset) => throw new InvalidDataException(
        $"the record batch is damaged: a view names {length} bytes at {offset} of data buffer {buffer}, which has no such bytes");

    [DoesNotReturn]
    public static void IndexOutOfRange(long index, long count) => throw new InvalidDataException(
        $"the record batch is damaged: index {index} into a dictionary of {count} entries");

    [DoesNotReturn]
    public static void SparseVector(int size, int indices, int values) => throw new InvalidDataException(
        $"the record batch is damaged: a sparse vector of size {size} has {indices} indices for {values} values, or some that lead out of it");

    [DoesNotReturn]
    public static void BadValue(int row, FeatureMapping feature, BadValue bad) =>
        throw new BadRowException(row, feature, bad.Reason, feature.Private ? null : bad.Value, bad.WayOut);

    [DoesNotReturn]
    public static void RecordTooLong(int row, FeatureMapping feature, long length) => throw new BadRowException(
        row, feature, $"the record would take {length} bytes or more, most of them for '{feature.Feature}'; a record has at most {RecordBlock.MaxRecordLength}",
        null, "leave the column out or cut its values upstream", "the record is too long");

    [DoesNotReturn]
    public static void NoMapping(FeatureMapping feature) => throw new NotSupportedException(
        $"feature '{feature.Feature}': column '{feature.Column}' of type {feature.Type} has no mapping to {feature.Kind switch
        {
            FeatureKind.Bytes => "bytes_list",
            FeatureKind.Float => "float_list",
            _ => "int64_list",
        }}; leave it out with --exclude {feature.Column} or convert it upstream");

    [DoesNotReturn]
    public static void NullValue(int row, FeatureMapping feature)
    {
        var (message, policies) = feature.Place == FeaturePlace.Record
            ? ("the value is null, and there is nothing else in the record", "{\"default\": …}")
            : ("the value is null, and the feature's null policy is fail", "\"missing\" or {\"default\": …}");
        throw new BadRowException(row, feature, message, null, $"set null to {policies}, or fill the value upstream");
    }

    [DoesNotReturn]
    public static void NullElement(int row, FeatureMapping feature, long position) => throw new BadRowException(
        row, feature, $"element {position} of the list is null, which a feature cannot say", null,
        "set nullElement to \"drop\" or {\"value\": …}, or remove the nulls upstream", "an element of the list is null, which a feature cannot say");

    [DoesNotReturn]
    public static void NullInside(int row, FeatureMapping feature) => throw new BadRowException(
        row, feature, "a list in the list is null, which a feature cannot say", null, "remove the nulls upstream, or write the column as json");

    [DoesNotReturn]
    public static void ListLength(int row, FeatureMapping feature, int length) => throw new BadRowException(
        row, feature, $"the list has {length} values, {(feature.Checks?.Length is { } exact ? $"expected {exact}" : $"at most {feature.Checks?.MaxLength} are allowed")}",
        null, "correct the length upstream, or change the feature's checks", "the list has a wrong number of values");

    [DoesNotReturn]
    public static void OtherLength(int row, FeatureMapping feature, int length, FeatureMapping other, int otherLength)
    {
        if (feature.Place is FeaturePlace.Steps or FeaturePlace.StepLists)
            throw new BadRowException(
                row, feature, $"the sequence has {length} steps and that of '{other.Feature}' {otherLength}", null,
                "correct the lists upstream, write one as context (features.NAME.part), or say with sameLength which go together", "the sequence has not as many steps as another");
        throw new BadRowException(
            row, feature, $"the list has {length} values and that of '{other.Feature}' {otherLength}, but sameLength asks for as many", null,
            "correct the lists upstream, or take one out of sameLength", "the list is not as long as another");
    }
}

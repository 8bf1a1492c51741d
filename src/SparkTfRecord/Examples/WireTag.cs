namespace SparkTfRecord.Examples;

/// <summary>The tags that stand in a tf.train.Example: field number · 8 + wire type (0 varint, 2 length-delimited, 5 four bytes).</summary>
static class WireTag
{
    /// <summary><c>Example.features</c>.</summary>
    public const uint Features = 1 * 8 + 2;

    /// <summary><c>SequenceExample.feature_lists</c>; its <c>context</c> is what <see cref="Features"/> is in an Example.</summary>
    public const uint FeatureLists = 2 * 8 + 2;

    /// <summary><c>FeatureList.feature</c>, a step.</summary>
    public const uint Step = 1 * 8 + 2;

    /// <summary><c>Features.feature</c> or <c>FeatureLists.feature_list</c>, an entry of the map.</summary>
    public const uint Entry = 1 * 8 + 2;

    /// <summary>An entry's key.</summary>
    public const uint Key = 1 * 8 + 2;

    /// <summary>An entry's value, a Feature.</summary>
    public const uint Value = 2 * 8 + 2;

    /// <summary><c>BytesList.value</c>, one value.</summary>
    public const uint Bytes = 1 * 8 + 2;

    /// <summary>All values of a FloatList or Int64List in one piece.</summary>
    public const uint Packed = 1 * 8 + 2;

    /// <summary>One value of a FloatList.</summary>
    public const uint Float = 1 * 8 + 5;

    /// <summary>One value of an Int64List.</summary>
    public const uint Int64 = 1 * 8 + 0;

    /// <summary>The list of a Feature; its field number is the kind.</summary>
    public static uint List(FeatureKind kind) => (uint)kind * 8 + 2;

    /// <summary>The kind whose list a Feature's field is, or null.</summary>
    public static FeatureKind? Kind(uint tag) => (tag & 7) == 2 && tag >> 3 is >= 1 and <= 3 ? (FeatureKind)(tag >> 3) : null;
}

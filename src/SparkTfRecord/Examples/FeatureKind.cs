namespace SparkTfRecord.Examples;

/// <summary>The three kinds of values that tf.train.Feature knows.</summary>
enum FeatureKind
{
    /// <summary><c>bytes_list</c>.</summary>
    Bytes = 1,

    /// <summary><c>float_list</c>, 32 bits a value.</summary>
    Float = 2,

    /// <summary><c>int64_list</c>.</summary>
    Int64 = 3,
}

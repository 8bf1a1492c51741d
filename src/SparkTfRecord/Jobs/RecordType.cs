namespace SparkTfRecord.Jobs;

/// <summary>What a record holds; spark-tfrecord's words.</summary>
public enum RecordType
{
    /// <summary>A serialized <c>tf.train.Example</c>.</summary>
    Example,

    /// <summary>A serialized <c>tf.train.SequenceExample</c>.</summary>
    SequenceExample,

    /// <summary>The bytes of one column.</summary>
    ByteArray,
}

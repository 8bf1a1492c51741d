namespace SparkTfRecord.Jobs;

/// <summary>The two parts of a <c>tf.train.SequenceExample</c>.</summary>
public enum SequencePart
{
    /// <summary>What concerns the whole: <c>context</c>.</summary>
    Context,

    /// <summary>What each step has: <c>feature_lists</c>.</summary>
    Sequence,
}

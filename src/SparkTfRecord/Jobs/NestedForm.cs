namespace SparkTfRecord.Jobs;

/// <summary>What lists in lists can become; TensorFlow Datasets' names.</summary>
public enum NestedForm
{
    /// <summary>The parts of a RaggedTensor: <c>x/ragged_flat_values</c>, <c>x/ragged_row_lengths_0</c>.</summary>
    Ragged,

    /// <summary>One list of all values.</summary>
    Flatten,

    /// <summary>One serialized TensorProto a row; lists of different lengths make the row bad.</summary>
    Tensor,
}

using Apache.Arrow;

namespace SparkTfRecord.Examples;

/// <summary>Writes rows as framed tf.train.Example records. One thread; one encoder per schema.</summary>
sealed class ExampleEncoder
{
    /// <summary>An encoder for batches of the plan's schema.</summary>
    public ExampleEncoder(FeaturePlan plan) => throw new NotImplementedException();

    /// <summary>Per feature in the plan's order: rows whose value was null, since the encoder was made.</summary>
    public ReadOnlySpan<long> Nulls => throw new NotImplementedException();

    /// <summary>Appends rows [<paramref name="offset"/>, <paramref name="offset"/> + <paramref name="length"/>) to a block, stopping early once the block is full.</summary>
    /// <returns>Number of rows taken, at least 1 when <paramref name="length"/> is.</returns>
    /// <exception cref="BadRowException">A value has no representation; the rows before it are in the block.</exception>
    public int Encode(RecordBatch batch, int offset, int length, RecordBlock block) => throw new NotImplementedException();
}

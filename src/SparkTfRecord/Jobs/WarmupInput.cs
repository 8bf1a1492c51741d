namespace SparkTfRecord.Jobs;

/// <summary>One input tensor of the model.</summary>
public sealed record WarmupInput
{
    /// <summary>The columns packed into it, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The tensor's element type in TensorFlow's words, such as float32 or int64; null: the model's, without a model float32.</summary>
    public string? Dtype { get; init; }

    /// <summary>The tensor's shape, -1 for the batch and other free dimensions; empty: the model's, without a model what the columns make.</summary>
    public IReadOnlyList<int> Shape { get; init; } = [];
}

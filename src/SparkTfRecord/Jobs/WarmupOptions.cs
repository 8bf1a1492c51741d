namespace SparkTfRecord.Jobs;

/// <summary>The warm-up requests for TensorFlow Serving.</summary>
public sealed record WarmupOptions
{
    /// <summary>The rows that are sent; null: a sample of <see cref="WarmupRows.DefaultSample"/>.</summary>
    public WarmupRows? Rows { get; init; }

    /// <summary>Seed of the sample: another one takes other rows.</summary>
    public long Seed { get; init; }

    /// <summary>The SavedModel that is asked for its signatures: a version's directory, the one above, or a saved_model.pb; null: <see cref="Inputs"/> say what it takes.</summary>
    public string? Model { get; init; }

    /// <summary><c>model_spec.name</c> of the requests; null: that of the model's directory.</summary>
    public string? ModelName { get; init; }

    /// <summary>The signatures to call, with commas between them; empty or "all": every one that can be served, without a model serving_default.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Rows per request: for each size as many requests as send every row, the last filled up from the first rows; empty: one row each.</summary>
    public IReadOnlyList<int> BatchSizes { get; init; } = [];

    /// <summary>The model's inputs by name.</summary>
    public IReadOnlyDictionary<string, WarmupInput> Inputs { get; init; } = new Dictionary<string, WarmupInput>();

    /// <summary>How values are hidden, by column or feature.</summary>
    public IReadOnlyDictionary<string, WarmupMask> Mask { get; init; } = new Dictionary<string, WarmupMask>();

    /// <summary>Key of the masks that hash; null: the seed, which hides values only from those who do not know it.</summary>
    public string? MaskSecret { get; init; }
}

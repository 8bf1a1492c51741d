using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Models;

/// <summary>One way to call a model.</summary>
/// <param name="Name">The signature's name, such as serving_default.</param>
/// <param name="Method">The kind of call that it was made for.</param>
/// <param name="Inputs">Its inputs in the order of their names.</param>
/// <param name="Outputs">The names of its outputs.</param>
sealed record ModelSignature(string Name, string Method, IReadOnlyList<ModelInput> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>Tensors in, tensors out.</summary>
    public const string Predict = "tensorflow/serving/predict";

    /// <summary>Examples in, classes out.</summary>
    public const string Classify = "tensorflow/serving/classify";

    /// <summary>Examples in, a number a row out.</summary>
    public const string Regress = "tensorflow/serving/regress";

    /// <summary>The signature that a request without a signature's name means.</summary>
    public const string Default = "serving_default";

    /// <summary>Whether its calls hold Examples, not tensors.</summary>
    public bool TakesExamples => Method is Classify or Regress && Inputs is [{ Dtype: DataType.DtString }];

    /// <summary>Whether an input is where the signature takes serialized Examples: a lone vector of strings.</summary>
    public bool IsExamples(ModelInput input) =>
        input is { HasDefault: false, Dtype: DataType.DtString, Shape.Dimensions: null or [_] } && Inputs.Count(i => !i.HasDefault) == 1;

    /// <summary>The number of rows in every request, for a model exported with a fixed batch; null: any number.</summary>
    public int? FixedBatch =>
        Inputs.Where(i => !i.HasDefault).Select(i => i.Shape.Dimensions is [> 0 and var first, ..] ? (int?)first : null).Distinct().ToList() is [int size] ? size : null;
}

/// <summary>One input of a signature.</summary>
/// <param name="Name">The name that requests use, not that of the tensor in the graph.</param>
/// <param name="Dtype">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="HasDefault">Whether requests may leave it out.</param>
/// <param name="Tensor">The tensor in the graph; null for a sparse or composite one, which requests cannot hold.</param>
sealed record ModelInput(string Name, DataType Dtype, TensorShape Shape, bool HasDefault, string? Tensor)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Tensors.Dtype.NameOf(Dtype)} {Shape})";
}

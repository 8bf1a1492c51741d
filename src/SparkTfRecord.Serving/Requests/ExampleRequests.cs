using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Requests with Examples: classify, regress, or several such calls in one.</summary>
/// <param name="ModelName">The model that the requests name.</param>
/// <param name="Signatures">The signature to call; several make a multi-inference request.</param>
/// <param name="Spec">The features that the model parses; null: unknown, all are sent.</param>
sealed record ExampleRequests(string ModelName, IReadOnlyList<ModelSignature> Signatures, ExampleSpec? Spec) : IRequestMaker
{
    /// <inheritdoc/>
    public int? FixedBatch => null;

    /// <inheritdoc/>
    public IReadOnlyList<InputBinding> Inputs => [];

    /// <inheritdoc/>
    public bool Sends(RowField field) => field.IsIn(Spec);

    /// <inheritdoc/>
    public PredictionLog Make(RowSet rows, IReadOnlyList<int> batch)
    {
        var input = new Input { ExampleList = new() { Examples = { batch.Select(row => rows.Example(row, Spec)) } } };
        if (Signatures is not [var signature])
            return new() { MultiInferenceLog = new() { Request = new() { Tasks = { Signatures.Select(Task) }, Input = input } } };
        return signature.Method == ModelSignature.Classify
            ? new() { ClassifyLog = new() { Request = new() { ModelSpec = SpecOf(signature), Input = input } } }
            : new() { RegressLog = new() { Request = new() { ModelSpec = SpecOf(signature), Input = input } } };
    }

    InferenceTask Task(ModelSignature signature) => new() { ModelSpec = SpecOf(signature), MethodName = signature.Method };

    ModelSpec SpecOf(ModelSignature signature) => new() { Name = ModelName, SignatureName = signature.Name };
}

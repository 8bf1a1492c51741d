using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Requests with tensors.</summary>
/// <param name="Spec">The model and signature that the requests name.</param>
/// <param name="Inputs">Where each input's values come from.</param>
/// <param name="FixedBatch">The only number of rows that the model takes; null: any.</param>
sealed record PredictRequests(ModelSpec Spec, IReadOnlyList<InputBinding> Inputs, int? FixedBatch) : IRequestMaker
{
    /// <inheritdoc/>
    public bool Sends(RowField field) => Inputs.Any(i => i.Columns.Count == 0 ? field.IsIn(i.Spec) : i.Columns.Contains(field.Name));

    /// <inheritdoc/>
    public PredictionLog Make(RowSet rows, IReadOnlyList<int> batch)
    {
        var request = new PredictRequest { ModelSpec = Spec };
        // In the order of the names, as a deterministic serializer writes a map.
        foreach (var binding in Inputs.OrderBy(b => b.Input.Name, StringComparer.Ordinal))
            request.Inputs.Add(binding.Input.Name, binding.Tensor(rows, batch));
        return new() { PredictLog = new() { Request = request } };
    }
}

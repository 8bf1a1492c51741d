using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Makes the requests of one signature.</summary>
/// <param name="Spec">The model and signature that the requests name.</param>
/// <param name="Inputs">Where each input's values come from.</param>
/// <param name="FixedBatch">The only number of rows that the model takes; null: any.</param>
sealed record PredictRequests(ModelSpec Spec, IReadOnlyList<InputBinding> Inputs, int? FixedBatch)
{
    /// <summary>A request for some rows, by their indexes.</summary>
    public PredictionLog Make(RowSet rows, IReadOnlyList<int> batch)
    {
        var request = new PredictRequest { ModelSpec = Spec };
        // In the order of the names, as a deterministic serializer writes a map.
        foreach (var binding in Inputs.OrderBy(b => b.Input.Name, StringComparer.Ordinal))
            request.Inputs.Add(binding.Input.Name, binding.Tensor(rows, batch));
        return new() { PredictLog = new() { Request = request } };
    }
}

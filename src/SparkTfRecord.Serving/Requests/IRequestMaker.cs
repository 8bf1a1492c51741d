using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Makes the requests of one kind of call.</summary>
interface IRequestMaker
{
    /// <summary>The only number of rows that the model takes; null: any.</summary>
    int? FixedBatch { get; }

    /// <summary>The inputs that columns are put into.</summary>
    IReadOnlyList<InputBinding> Inputs { get; }

    /// <summary>Whether a field's values are in the requests.</summary>
    bool Sends(RowField field);

    /// <summary>A request for some rows, by their indexes.</summary>
    PredictionLog Make(RowSet rows, IReadOnlyList<int> batch);
}

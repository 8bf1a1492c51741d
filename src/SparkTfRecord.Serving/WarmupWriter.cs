using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving;

/// <summary>Makes the warm-up files of a conversion, which TensorFlow Serving replays when it loads a model.</summary>
/// <remarks>
/// <code>var converter = new Converter(new ParquetInputFormat(), new WarmupWriter());</code>
/// It keeps nothing and may be used by several threads at once.
/// </remarks>
public sealed class WarmupWriter : IWarmupWriter
{
    IReadOnlyList<string> IWarmupWriter.Check(WarmupOptions options, ConversionPlan plan)
    {
        var beyond = (options.Rows?.Chosen ?? []).Where(row => row >= plan.Rows).Take(1).Select(row => WarmupProblem.RowUnknown(row, plan.Rows));
        try
        {
            return [.. beyond, .. new RequestPlan(options, RowField.Of(plan)).Problems];
        }
        catch (Exception e) when (e is InvalidDataException or PlanException)
        {
            return [.. beyond, e.Message];
        }
    }

    WarmupFiles IWarmupWriter.Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<long> rows, IInputFormat format, CancellationToken cancellationToken) =>
        Write(options, new TableRows(plan, format).Read(rows, cancellationToken), sampled: false);

    WarmupFiles IWarmupWriter.Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<SampledRow> sample) =>
        Write(options, SampledRows.Read(plan, sample), sampled: true);

    static WarmupFiles Write(WarmupOptions options, RowSet rows, bool sampled)
    {
        var requests = RequestSet.Make(options, rows, sampled);
        var warnings = WarmupProblem.InClear(options, rows.Columns.Select(c => c.Field)).Concat(requests.Warnings);
        return new(
            RowFile.Write(new Mask(options).Apply(rows)), requests.Planned ? WarmupRecords.Write(requests.Logs) : null, requests.Logs.Count, [.. warnings]);
    }
}

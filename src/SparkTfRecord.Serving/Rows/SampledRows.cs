using Apache.Arrow.Ipc;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Reads rows of a sample from the columns that were kept of them.</summary>
static class SampledRows
{
    /// <summary>The rows in the order given.</summary>
    /// <param name="plan">The plan of the conversion that sampled them.</param>
    /// <param name="sample">The rows, with their columns.</param>
    public static RowSet Read(ConversionPlan plan, IReadOnlyList<SampledRow> sample)
    {
        IReadOnlyList<RowField> fields = [.. RowField.Of(plan).Where(f => f.Form is not null)];
        var cells = sample.Select(row => Cells(row, fields, plan)).ToList();
        return new([.. sample.Select(row => row.Row)], [.. fields.Select((field, i) => new RowColumn(field, [.. cells.Select(c => c[i])]))]);
    }

    static Cell?[] Cells(SampledRow row, IReadOnlyList<RowField> fields, ConversionPlan plan)
    {
        using var reader = new ArrowStreamReader(row.Columns);
        using var batch = reader.ReadNextRecordBatch();
        return new RowReader(fields, plan.Features, batch.Schema).Read(batch, 0);
    }
}

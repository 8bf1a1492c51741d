using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Samples a table as its conversion would.</summary>
static class TableSample
{
    /// <summary>The rows of smallest hash, in its order; rows that cannot be converted are passed over.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or has changed.</exception>
    public static RowSet Take(ConversionPlan plan, IInputFormat format, RowSample sample, CancellationToken cancellationToken)
    {
        var columns = plan.Features.Select(f => f.Column).Distinct().ToList();
        var block = new RecordBlock();
        var row = 0L;
        foreach (var file in plan.Files.Where(f => f.Rows > 0))
        {
            using var source = TableSource.Open(format, file, 0, file.Rows, columns);
            var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, plan.Features));
            for (; source.ReadNext() is { } batch; row += batch.Length)
            {
                for (var done = 0; done < batch.Length;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    block.Clear();
                    var next = Encode(encoder, batch, done, block);
                    sample.Add(block, row + done, batch, done);
                    done = next;
                }
            }
        }
        return SampledRows.Read(plan, sample.Rows);
    }

    // The row to go on with: behind a bad one, if there is one.
    static int Encode(ExampleEncoder encoder, Apache.Arrow.RecordBatch batch, int row, RecordBlock block)
    {
        try
        {
            return row + encoder.Encode(batch, row, batch.Length - row, block);
        }
        catch (BadRowException e)
        {
            return e.Row + 1;
        }
    }
}

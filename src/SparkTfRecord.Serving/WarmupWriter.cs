using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving;

/// <summary>Makes the warm-up files of a conversion.</summary>
sealed class WarmupWriter : IWarmupWriter
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Check(WarmupOptions options, ConversionPlan plan)
    {
        var beyond = options.Rows.Chosen.Where(row => row >= plan.Rows).Take(1).Select(row => WarmupProblem.RowUnknown(row, plan.Rows));
        try
        {
            return [.. beyond, .. new RequestPlan(options, RowField.Of(plan)).Problems];
        }
        catch (InvalidDataException e)
        {
            return [.. beyond, e.Message];
        }
    }

    /// <inheritdoc/>
    public WarmupFiles Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<long> rows, IInputFormat format, CancellationToken cancellationToken)
    {
        var read = new TableRows(plan, format).Read(rows, cancellationToken);
        return Write(options, read, sampled: options.Rows.Sample is not null);
    }

    /// <summary>Makes the files of rows from anywhere.</summary>
    /// <param name="options">The warm-up section.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="sampled">Whether rows that do not fit are left out; chosen ones are an error.</param>
    /// <exception cref="PlanException">The section does not fit the rows.</exception>
    /// <exception cref="InvalidDataException">A chosen row does not fit, or the model cannot be read.</exception>
    public static WarmupFiles Write(WarmupOptions options, RowSet rows, bool sampled)
    {
        var plan = new RequestPlan(options, [.. rows.Columns.Select(c => c.Field)]);
        if (plan.Problems.Count > 0)
            throw new PlanException(plan.Problems);
        var masked = new Mask(options).Apply(rows);
        var warnings = plan.Warnings.ToList();
        if (rows.Columns.Where(c => Mask.Of(options, c.Field) is null).Select(c => c.Field.Name).ToList() is { Count: > 0 } clear)
            warnings.Add(WarmupProblem.InClear(clear));
        if (plan.Makers.Count == 0)
            return new(RowFile.Write(masked), null, 0, warnings);
        var sent = Fitting(plan, masked, sampled, warnings);
        var requests = RequestSet.Make(plan, sent, warnings);
        return new(RowFile.Write(masked), WarmupRecords.Write(requests), requests.Count, warnings);
    }

    static RowSet Fitting(RequestPlan plan, RowSet rows, bool sampled, List<string> warnings)
    {
        var check = new RowCheck(plan.Makers.SelectMany(m => m.Inputs));
        var misfits = check.Misfits(rows).ToList();
        if (misfits.Count > 0 && !sampled)
            throw new InvalidDataException(misfits[0].Problem);
        var left = misfits.Select(m => m.Row).ToHashSet();
        if (left.Count > 0)
            warnings.Add(WarmupProblem.RowsLeftOut(left.Count, misfits[0].Problem));
        var sent = rows.Take([.. Enumerable.Range(0, rows.Count).Where(row => !left.Contains(row))]);
        warnings.AddRange(check.Warnings(sent));
        return sent;
    }
}

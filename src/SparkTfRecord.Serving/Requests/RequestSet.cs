using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>The requests made of rows.</summary>
/// <param name="Planned">False where neither a model nor inputs say what a request holds.</param>
/// <param name="Logs">The requests, in the order of the file.</param>
/// <param name="Sent">The columns whose values are in them.</param>
/// <param name="Warnings">What the user should know, one line each.</param>
sealed record RequestSet(bool Planned, IReadOnlyList<PredictionLog> Logs, IReadOnlyList<RowField> Sent, IReadOnlyList<string> Warnings)
{
    // Above it loading a model takes noticeably longer.
    const int ManyRequests = 100;

    /// <summary>Makes the requests that a warm-up section asks for: call by call, batch size by batch size, row by row. Values are masked on the way.</summary>
    /// <param name="options">The warm-up section.</param>
    /// <param name="rows">The rows; without any there are no requests.</param>
    /// <param name="sampled">Whether rows that do not fit are left out; chosen ones are an error.</param>
    /// <exception cref="PlanException">The section does not fit the rows, or makes more requests than the server allows.</exception>
    /// <exception cref="InvalidDataException">A chosen row does not fit, or the model cannot be read.</exception>
    public static RequestSet Make(WarmupOptions options, RowSet rows, bool sampled)
    {
        var plan = new RequestPlan(options, [.. rows.Columns.Select(c => c.Field)]);
        if (plan.Problems.Count > 0)
            throw new PlanException(plan.Problems);
        var warnings = plan.Warnings.ToList();
        var sent = Fitting(plan, new Mask(options).Apply(rows), sampled, warnings);
        var batches = plan.Makers.Select(maker =>
        {
            var sizes = maker.FixedBatch is { } size ? [size] : plan.BatchSizes;
            return (Maker: maker, Rows: (sampled ? SpreadBatches(maker, sent, sizes) : Batches(sizes, [.. Enumerable.Range(0, sent.Count)])).ToList());
        }).ToList();
        var count = batches.Sum(b => b.Rows.Count);
        if (count > RequestPlan.MaxRequests)
            throw new PlanException(WarmupProblem.TooManyRequests(count, plan.Makers.Count, plan.BatchSizes.Count, sent.Count));
        if (count > ManyRequests)
            warnings.Add(WarmupProblem.ManyRequests(count));
        return new(
            plan.Makers.Count > 0,
            [.. batches.SelectMany(b => b.Rows.Select(batch => b.Maker.Make(sent, batch)))],
            [.. sent.Columns.Select(c => c.Field).Where(f => plan.Makers.Any(m => m.Sends(f)))],
            warnings);
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

    // Every row in every size; the last batch is filled up from the first rows.
    static IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<int> sizes, int[] rows) =>
        from size in sizes.DefaultIfEmpty(1)
        from batch in Enumerable.Range(0, (rows.Length + size - 1) / size)
        select (IReadOnlyList<int>)[.. Enumerable.Range(batch * size, size).Select(i => rows[i % rows.Length])];

    // A server may compile anew for each length: rows of like length go together, so that a size meets as many lengths as it has batches,
    // and one that takes all rows at once also meets the shortest.
    static IEnumerable<IReadOnlyList<int>> SpreadBatches(IRequestMaker maker, RowSet rows, IReadOnlyList<int> sizes)
    {
        var lengths = Enumerable.Range(0, rows.Count).Select(row => maker.Inputs.Sum(input => input.SequenceLength(rows, row))).ToList();
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderBy(row => lengths[row])];
        var differ = lengths.Distinct().Skip(1).Any();
        return from size in sizes.DefaultIfEmpty(1)
               from batch in (differ && size >= rows.Count ? Batches([size], order[..1]) : []).Concat(Batches([size], order))
               select batch;
    }
}

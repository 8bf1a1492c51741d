using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>The requests that a plan makes of rows.</summary>
static class RequestSet
{
    // Above it loading a model takes noticeably longer.
    const int ManyRequests = 100;

    /// <summary>Makes the requests: call by call, batch size by batch size, row by row.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="rows">The rows; without any there are no requests.</param>
    /// <param name="warnings">Takes what the user should know.</param>
    /// <exception cref="PlanException">There are more than the server allows.</exception>
    public static IReadOnlyList<PredictionLog> Make(RequestPlan plan, RowSet rows, List<string> warnings)
    {
        var batches = plan.Makers.Select(maker => (maker, Batches(maker.FixedBatch is { } size ? [size] : plan.BatchSizes, rows.Count).ToList())).ToList();
        var count = batches.Sum(b => b.Item2.Count);
        if (count > RequestPlan.MaxRequests)
            throw new PlanException(WarmupProblem.TooManyRequests(count, plan.Makers.Count, plan.BatchSizes.Count, rows.Count));
        if (count > ManyRequests)
            warnings.Add(WarmupProblem.ManyRequests(count));
        return [.. batches.SelectMany(b => b.Item2.Select(batch => b.maker.Make(rows, batch)))];
    }

    // Every row in every size; the last batch is filled up from the first rows.
    static IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<int> sizes, int rows) =>
        from size in sizes.DefaultIfEmpty(1)
        from batch in Enumerable.Range(0, (rows + size - 1) / size)
        select (IReadOnlyList<int>)[.. Enumerable.Range(batch * size, size).Select(i => i % rows)];
}

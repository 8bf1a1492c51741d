using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>What the user should know of a plan that can be carried out, one line each.</summary>
static class PlanWarning
{
    /// <summary>What concerns the number of rows.</summary>
    public static IEnumerable<string> Of(Job job, long rows)
    {
        if (rows == 0)
            yield return $"The input has no rows{(job.Input.Where is { } where ? $" where {where}" : "")}: one empty shard is written.";
        else if (job.Output.Shards > rows)
            yield return $"--shards {job.Output.Shards} is more than the {Count(rows, "row")}: {Count(rows, "shard")} with one row each.";
    }

    /// <summary>What concerns the input files.</summary>
    public static IEnumerable<string> Of(InputListing input)
    {
        if (input.Repeated.Count > 0)
            yield return $"{Count(input.Repeated.Count, "file")} named by more than one input, such as '{input.Repeated[0]}': read once, where first named.";
    }

    /// <summary>What concerns the columns.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<SchemaColumn> columns, IReadOnlyList<FeatureMapping> features)
    {
        if (columns.Where(c => c.Type is NullType).Select(c => c.Name).ToArray() is { Length: > 0 } nulls)
            yield return $"{Count(nulls.Length, "column")} without a type, null in all rows and never written: {Some(nulls)}.";
        if (columns.Where(c => c.MayBeCut).Select(c => c.Name).ToArray() is { Length: > 0 } cut)
            yield return $"{Count(cut.Length, "column")} with timestamps of 96 bits, which are read in microseconds, as Spark does: nanoseconds are cut: {Some(cut)}.";
        if (features.Where(f => f.Rounds).ToArray() is { Length: > 0 } rounded)
            yield return $"{Count(rounded.Length, "feature")} rounded to 32-bit float: {Some([.. rounded.Select(f => f.Feature)])}; {Lossless(rounded, features)}.";
    }

    // Vectors have no texts, and what is ragged is made by an option of another name than its features'.
    static string Lossless(FeatureMapping[] rounded, IReadOnlyList<FeatureMapping> features)
    {
        var texts = rounded.Where(f => f.Part == FeaturePart.Values).ToList();
        var example = texts.Find(f => !features.Any(o => o.Part == FeaturePart.RowLengths && o.Column == f.Column && o.Path.SequenceEqual(f.Path)));
        return $"'as' {(texts.Count > 0 ? "text" : "json")} keeps every digit{(example is null ? "" : $": --features-as {example.Feature}=text")}";
    }

    static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    static string Some(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Length - 4} more";
}

using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Publishing;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Storage;

namespace SparkTfRecord.Cli.Inspection;

/// <summary>Rows that a conversion has been through: what is private in them, and what options come too late for them.</summary>
static class ConvertedRows
{
    /// <summary>Refuses options that are for the columns of a table. What a job file says of them has been done.</summary>
    public static void Refuse(IReadOnlyList<string> paths, IEnumerable<JobKey> typed)
    {
        var late = typed.Where(k => !k.Path.StartsWith("warmup.", StringComparison.Ordinal) && k.Path is not ("input.paths" or "features.*.private")).Select(k => k.Aliases.FirstOrDefault(k.Option)).ToList();
        if (late.Count > 0)
            throw new PlanException($"{string.Join(", ", late)}: '{paths[0]}' holds rows that are converted already; leave the option out, name the table, or leave columns out with --mask NAME=drop.");
    }

    /// <summary>The features of the data sets that TFRecord files belong to.</summary>
    public static IEnumerable<FeatureMapping> Features(IEnumerable<string> paths) => paths
        .Select(path => Path.GetFullPath(Directory.Exists(path) ? path : Path.Combine(path, ".."))).Distinct()
        .SelectMany(directory => Manifest.Find(new LocalStorage(), directory)?.Features ?? []);

    /// <summary>The rows without what the job excludes, and what it or the manifest calls private marked as such.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="job">The job.</param>
    /// <param name="features">The features of the manifest.</param>
    /// <param name="complete">Whether a private feature that the rows have not is a wrong name.</param>
    public static RowSet Marked(RowSet rows, Job job, IEnumerable<FeatureMapping> features, bool complete)
    {
        var made = features.ToLookup(f => f.Feature);
        var fields = rows.Columns.Select(c => c.Field with { Source = made[c.Field.Name].FirstOrDefault()?.Column ?? c.Field.Source }).ToList();
        var hidden = job.Features.Where(f => f.Value.Private).Select(f => (f.Key, Fields: fields.FindAll(field => IsOf(field, f.Key) || IsOf(field, f.Value.Column)))).ToList();
        if (complete && hidden.FindAll(h => h.Fields.Count == 0) is { Count: > 0 } unknown)
            throw new PlanException([.. unknown.Select(h => Problem.FeatureUnknown("--private", h.Key, NearestName.Of(h.Key, fields.Select(f => f.Name))))]);
        var marked = fields.Select(f => f with { Private = f.Private || made[f.Name].Any(m => m.Private) || hidden.Exists(h => h.Fields.Contains(f)) });
        return rows with { Columns = [.. rows.Columns.Zip(marked, (c, f) => c with { Field = f }).Where(c => !job.Input.Exclude.Any(e => IsOf(c.Field, e)))] };

        // A column's name, a feature's, or that of a column whose fields or parts are features.
        bool IsOf(RowField field, string? name) => name is not null
            && (Same(field.Name, name) || Same(field.Source, name) || $"{field.Name}{job.Separator}".StartsWith(name.Replace(".", job.Separator, StringComparison.Ordinal) + job.Separator, StringComparison.OrdinalIgnoreCase));
    }

    static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

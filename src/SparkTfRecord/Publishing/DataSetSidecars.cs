using System.Globalization;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Statistics;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>The small files of a data set but for the manifest.</summary>
/// <param name="plan">The plan of the job.</param>
/// <param name="statistics">What its shards hold.</param>
/// <param name="mostStatistics">Most bytes of statistics of single shards.</param>
/// <param name="run">The record of the run.</param>
/// <param name="warmup">The warm-up files; null: none.</param>
sealed class DataSetSidecars(ConversionPlan plan, WrittenStatistics statistics, long mostStatistics, RunRecord run, WarmupFiles? warmup)
{
    readonly ExpectedSpec? _expected = ExpectedSpec.Of(plan.Job);

    /// <summary>What the user should know of them; complete when all are made.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Makes them, each when it is asked for: those of thousands of features are megabytes.</summary>
    /// <param name="dataSet">The manifest of the whole data set.</param>
    /// <param name="written">The manifest of what the job wrote.</param>
    /// <param name="storage">Where the data set is that is appended to.</param>
    /// <param name="path">Its directory.</param>
    /// <exception cref="InvalidDataException">The feature spec is not the one that the job expects.</exception>
    public IEnumerable<Sidecar> Of(Manifest dataSet, Manifest written, IStorage storage, string path)
    {
        var spec = FeatureSpec.Of(dataSet.RecordType, dataSet.Features, dataSet.NullsByFeature(), dataSet.Shards, Codec.Named(dataSet.Codec));
        spec = _expected?.Require(spec) ?? spec;
        yield return new("_feature_spec.json", spec.ToJson());
        yield return new("_feature_spec.py", spec.ToPython());
        yield return Statistics(dataSet, written, storage, path);
        yield return new(RunRecord.FileName, (run with { Warnings = [.. run.Warnings, .. Warnings] }).ToJson());
        if (dataSet.RecordType != RecordType.ByteArray)
            yield return new(SchemaText.FileName, SchemaText.Write(spec, dataSet.Features));
        if (warmup is not null)
            yield return new($"{WarmupFiles.Directory}/{WarmupFiles.RowsName}", warmup.Rows);
        if (warmup?.Requests is { } requests)
            yield return new($"{WarmupFiles.Directory}/{WarmupFiles.RequestsName}", requests);
    }

    Sidecar Statistics(Manifest dataSet, Manifest written, IStorage storage, string path)
    {
        var older = dataSet.Shards.Count == written.Shards.Count ? null : DataSetStatistics.Read(storage, path)?.Without(dataSet.Features.Where(f => f.Private).Select(f => f.Feature).ToHashSet());
        var all = DataSetStatistics.Of(dataSet, written, statistics, older, mostStatistics);
        if (all.ShardsLeftOut is { } count)
            Warnings = [string.Create(CultureInfo.InvariantCulture, $"{DataSetStatistics.FileName} has totals only: those of each of {count} shards would take more than {mostStatistics >> 20} MiB.")];
        return new(DataSetStatistics.FileName, all.ToJson());
    }
}

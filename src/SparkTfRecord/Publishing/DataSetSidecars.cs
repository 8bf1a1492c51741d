using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;
using SparkTfRecord.Statistics;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>The small files of a data set but for the manifest.</summary>
/// <param name="plan">The plan of the job.</param>
/// <param name="reports">What its tasks left.</param>
/// <param name="run">The record of the run.</param>
/// <param name="warmup">The warm-up files; null: none.</param>
sealed class DataSetSidecars(ConversionPlan plan, IReadOnlyList<TaskReport> reports, RunRecord run, WarmupFiles? warmup)
{
    readonly ExpectedSpec? _expected = ExpectedSpec.Of(plan.Job);

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
        yield return new(RunRecord.FileName, run.ToJson());
        yield return Statistics(dataSet, written, storage, path);
        if (dataSet.RecordType != RecordType.ByteArray)
            yield return new(SchemaText.FileName, SchemaText.Write(spec, dataSet.Features));
        if (warmup is not null)
            yield return new($"{WarmupFiles.Directory}/{WarmupFiles.RowsName}", warmup.Rows);
        if (warmup?.Requests is { } requests)
            yield return new($"{WarmupFiles.Directory}/{WarmupFiles.RequestsName}", requests);
    }

    Sidecar Statistics(Manifest dataSet, Manifest written, IStorage storage, string path)
    {
        var known = dataSet.Shards.Count == written.Shards.Count ? [] : DataSetStatistics.ReadShards(storage, path).ToDictionary(s => s.Name, s => s.Features);
        foreach (var (shard, report) in written.Shards.Zip(Manifest.StagedShards(plan, reports)))
            known[shard.Name] = report.Statistics;
        return new(DataSetStatistics.FileName, DataSetStatistics.Of(dataSet, known).ToJson());
    }
}

using SparkTfRecord.Planning;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The way that a job takes on Spark: who reads the input, and a converter whose tasks run there.</summary>
sealed class JobWay : IDisposable
{
    readonly DataFrame? _table;

    JobWay(ModeChoice choice, Converter converter, DataFrame? table) => (Choice, Converter, _table) = (choice, converter, table);

    /// <summary>Who reads the input.</summary>
    public ModeChoice Choice { get; }

    /// <summary>Plans and converts.</summary>
    public Converter Converter { get; }

    /// <summary>Decides; the application is started only where the plan needs it.</summary>
    /// <exception cref="PlanException">What is wrong with the job without looking at its rows.</exception>
    public static JobWay Of(
        Job job, DefaultFileSystem files, Func<SparkApplication> start, IInputFormat format, IStorage storage, IWarmupWriter? warmup, CancellationToken cancellationToken)
    {
        var resolved = Placeholders.Resolve(job, Environment.GetEnvironmentVariable);
        var choice = ModeChoice.Of(resolved, storage, files, cancellationToken);
        if (choice.Scan)
        {
            JobPlaces.CheckScan(resolved.Input, files);
            return new(choice, new(format, storage, warmup, new ScanEngine(Start), new Planner(format, storage, choice.Listing)), null);
        }
        var listing = JobPlaces.CheckDataFrame(resolved, files, storage, choice.Listing, cancellationToken);
        var columns = resolved.Input.Format == "parquet" && listing is { Files.Count: > 0 } ? FileColumns.Read(format, listing.Files, cancellationToken) : null;
        var application = Start();
        if (application.Replaced is { } option)
            choice = choice with { Reason = $"{choice.Reason}; rows come uncompressed in spite of {option}" };
        var table = SparkInput.Open(application.Session, resolved.Input, listing, columns);
        var (schema, faults) = SparkSchema.ToArrow(table.SchemaJson());
        application.PrepareToSend(schema, columns?.RowBytes ?? 1);
        var planner = new DataFramePlanner(schema, faults, columns, TableFiles.Of(table, storage), listing);
        return new(choice, new(format, storage, warmup, new DataFrameEngine(application, table, storage), planner), table);

        SparkApplication Start()
        {
            var application = start();
            application.Session.Describe($"SparkTfRecord: {resolved.Output.Path}");
            return application;
        }
    }

    public void Dispose() => _table?.Dispose();
}

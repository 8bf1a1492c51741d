using Apache.Arrow;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>Turns a job and the input's footers into a plan, or into the list of everything that is wrong with it.</summary>
/// <param name="format">The input's format.</param>
/// <param name="storage">Where input and output are.</param>
/// <param name="listed">The job's input where it has been listed before; null: it is listed here.</param>
sealed class Planner(IInputFormat format, IStorage storage, InputListing? listed = null) : IPlanner
{
    /// <summary>Plans a job; reads footers and a small probe for the row size, writes nothing.</summary>
    /// <exception cref="PlanException">All that is wrong with the job.</exception>
    /// <exception cref="InvalidDataException">An input file is damaged.</exception>
    public ConversionPlan Plan(Job job, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        try
        {
            return Plan(Placeholders.Resolve(job, Environment.GetEnvironmentVariable), problems, cancellationToken) with { JobAsWritten = job };
        }
        catch (InvalidDataException e) when (problems.Count > 0)
        {
            throw new PlanException([.. problems, e.Message]);
        }
    }

    ConversionPlan Plan(Job job, List<string> problems, CancellationToken cancellationToken)
    {
        JobCheck.Files(job.Input, problems);
        JobCheck.Values(job, storage, problems);
        var input = listed ?? InputListing.Of(job.Input.Paths, storage, cancellationToken);
        problems.AddRange(input.Problems);
        JobCheck.Places(job.Output, input, storage, problems);
        if (input.Files.Count == 0)
            throw new PlanException(problems);

        var partition = PartitionColumns.Decide(input.Files, problems);
        var table = new TableSchema(partition);
        var filterProblems = new List<string>();
        var read = Read(Kept(job.Input.Where, input.Files, partition, filterProblems), input.Files[0], table, cancellationToken);
        // Rows of a quarantine have passed the filter before, and their directory has no partitions.
        if (!Quarantine.AddedColumns.All(added => table.Columns.Any(c => c.Name == added)))
            problems.AddRange(filterProblems);
        var selection = new FeatureSelection(job, table, problems);
        var (columns, features) = (selection.Columns, selection.Features());
        var splitBy = SplitKey.Columns(job.Splits, table, problems);
        JobCheck.Quarantine(job.BadRows, columns, problems);
        if (problems.Count > 0)
            throw new PlanException(problems);

        var files = read.ConvertAll(r => new InputFile
        {
            Path = r.File.Path,
            Length = r.File.Length,
            Modified = r.File.Modified,
            RowGroups = r.RowGroups,
            Partition = partition.ValuesOf(r.File),
            Renames = r.Schema.Renames,
            Missing = [.. columns.Union(splitBy).Where(c => !c.Partition && !r.Schema.Has(c)).Select(c => c.Name)],
        });
        var rows = files.Sum(f => f.Rows);
        // How long an exact number of shards gets matters little, so nothing is read for it.
        var bytesPerRow = job.Output.Shards is null ? RowSize.Probe(format, files, features, cancellationToken) : RowSize.Estimate(files, features);
        var bytes = rows * (decimal)bytesPerRow * (job.Splits?.Shares.Values.Max() ?? 1);
        var byDefault = job.Output.ShardSize is { } size ? ShardLayout.Count(bytes, size) : ShardLayout.CountByDefault(bytes, files.Sum(f => f.RowGroups.Count));
        var shards = ShardLayout.Of(rows, job.Output.Shards ?? byDefault);
        return new()
        {
            Job = job,
            Files = files,
            Columns = [.. columns.Select(c => new TableColumn(c.Name, ArrowTypeName.Of(c.Type), table.IsNullable(c), c.Partition))],
            KeptColumns = job.BadRows.Policy == BadRowPolicy.Quarantine
                ? SchemaBytes.Write(new Schema(columns.Union(splitBy).Select(c => new Field(c.Name, c.Type, table.IsNullable(c))), metadata: null))
                : null,
            Features = features,
            SplitBy = [.. splitBy.Select(c => c.Name)],
            Shards = shards,
            Tasks = TaskLayout.Of(files, shards, bytesPerRow),
            Warnings = [.. PlanWarning.Of(input), .. PlanWarning.Of(job, rows), .. PlanWarning.Of(columns, features)],
        };
    }

    static IReadOnlyList<ListedFile> Kept(string? where, IReadOnlyList<ListedFile> files, PartitionColumns partition, List<string> problems)
    {
        if (where is null)
            return files;
        try
        {
            var filter = PartitionFilter.Parse(where, partition);
            return [.. files.Where(f => filter.Keeps(partition.ValuesOf(f)))];
        }
        catch (PlanException e)
        {
            problems.AddRange(e.Problems);
            return files;
        }
    }

    // Files that the filter leaves out are not opened, but when it leaves nothing, one of them still tells the columns.
    List<(ListedFile File, FileSchema Schema, IReadOnlyList<RowGroup> RowGroups)> Read(
        IReadOnlyList<ListedFile> kept, ListedFile any, TableSchema table, CancellationToken cancellationToken)
    {
        if (kept.Count == 0)
            table.Add(any.Path, format.ReadFooter(any.Path).Schema);
        var read = new List<(ListedFile, FileSchema, IReadOnlyList<RowGroup>)>(kept.Count);
        foreach (var (file, footer) in Footers.Read(format, kept, cancellationToken))
            read.Add((file, table.Add(file.Path, footer.Schema), footer.RowGroups));
        return read;
    }
}

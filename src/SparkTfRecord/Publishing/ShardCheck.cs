using System.Globalization;
using SparkTfRecord.Records;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Publishing;

/// <summary>Reads a shard back and compares it with what is known of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Codec">Its codec.</param>
/// <param name="Expected">What it must hold; null: any sound records.</param>
/// <param name="RecordType">What its records hold.</param>
sealed record ShardCheck(string Path, Codec Codec, RecordFileSummary? Expected, RecordType RecordType)
{
    /// <summary>The check of a shard that a task has reported.</summary>
    public static ShardCheck Of(ShardReport shard, string directory, JobOutput output) => new(
        StoragePath.Join(directory, shard.File), Codec.Named(output.Codec), new(shard.Records, shard.Bytes, shard.Crc32C), output.RecordType);

    /// <summary>Checks files on several threads.</summary>
    /// <param name="checks">The files.</param>
    /// <param name="threads">Number of threads; null: one a core.</param>
    /// <param name="cancellationToken">Checked at every record.</param>
    public static VerifyResult Run(IReadOnlyList<ShardCheck> checks, int? threads, CancellationToken cancellationToken)
    {
        var results = new VerifyResult[checks.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, checks.Count, options, i => results[i] = checks[i].Run(cancellationToken));
        return VerifyResult.Sum(results);
    }

    VerifyResult Run(CancellationToken cancellationToken)
    {
        List<string> faults = [];
        try
        {
            if (!File.Exists(Path))
                return new(1, 0, 0, [$"{Path}: is missing."]);
            // First, as a cut file is best described by what it lacks.
            var length = new FileInfo(Path).Length;
            Compare("bytes", Expected?.Bytes ?? length, length, faults);
            var found = RecordFileCheck.Run(Path, Codec, RecordType, cancellationToken);
            Compare("records", Expected?.Records ?? found.Records, found.Records, faults);
            if (Expected is not null && Expected.Crc32C != found.Crc32C)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Path}: the file's CRC-32C is {found.Crc32C:x8}, expected {Expected.Crc32C:x8}: its bytes have changed."));
            return new(1, found.Records, found.Bytes, faults);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new(1, 0, 0, [.. faults, e.Message]);
        }
    }

    void Compare(string what, long expected, long found, List<string> faults)
    {
        if (found != expected)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Path}: has {found} {what}, expected {expected}."));
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Files">Files looked at.</param>
/// <param name="Records">Records in those that could be read to their end.</param>
/// <param name="Bytes">Bytes of these.</param>
/// <param name="Faults">One line each, with the file; none: all is sound.</param>
sealed record VerifyResult(int Files, long Records, long Bytes, IReadOnlyList<string> Faults)
{
    public static VerifyResult Sum(IReadOnlyList<VerifyResult> results) =>
        new(results.Sum(r => r.Files), results.Sum(r => r.Records), results.Sum(r => r.Bytes), [.. results.SelectMany(r => r.Faults)]);
}

using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>How many bytes a row makes in an uncompressed shard.</summary>
static class RowSize
{
    // A probe: the first rows of some row groups spread over the whole input, of each as many as this, or as fit into so many bytes. Few of the row groups, as a
    // page is decoded whole and often is all of a column chunk: all eight of a small file would cost a third of its conversion.
    const int MaxGroups = 8;
    const int GroupsPerProbe = 16;
    const int RowsPerGroup = 1024;
    const long BytesPerGroup = 4 << 20;

    // A record's framing, and what Example and Features put around the map.
    const int PerRecord = 16 + 2 * 3;

    // The tags and lengths of a map entry, its key and its Feature with one list.
    const int PerFeature = 10;

    /// <summary>An estimate from the footers alone: the uncompressed bytes of all columns, and the names that every record repeats.</summary>
    public static long Estimate(IReadOnlyList<InputFile> files, IReadOnlyList<FeatureMapping> features)
    {
        var rows = Math.Max(1, files.Sum(f => f.Rows));
        var data = files.Sum(f => f.RowGroups.Sum(g => g.Bytes)) / rows;
        return data + PerRecord + features.Sum(f => PerFeature + Encoding.UTF8.GetByteCount(f.Feature));
    }

    /// <summary>Encodes a few rows; without any that can be encoded it is the estimate. The same input gives the same size.</summary>
    /// <exception cref="InvalidDataException">The input is damaged.</exception>
    public static long Probe(IInputFormat format, IReadOnlyList<InputFile> files, IReadOnlyList<FeatureMapping> features, CancellationToken cancellationToken)
    {
        var groups = files.SelectMany(RowGroups).ToArray();
        var (records, bytes) = (0L, 0L);
        var probes = Math.Min(groups.Length, Math.Clamp(groups.Length / GroupsPerProbe, 1, MaxGroups));
        for (var i = 0; i < probes; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (file, firstRow, group) = groups[(int)((2L * i + 1) * groups.Length / (2 * probes))];
            var rows = Math.Min(group.Rows, Math.Clamp(BytesPerGroup * group.Rows / Math.Max(1, group.Bytes), 1, RowsPerGroup));
            using var source = TableSource.Open(format, file, firstRow, rows, [.. features.Select(f => f.Column).Distinct()]);
            Encode(source, features, ref records, ref bytes);
        }
        return records == 0 ? Estimate(files, features) : bytes / records;
    }

    static IEnumerable<(InputFile File, long FirstRow, RowGroup Group)> RowGroups(InputFile file)
    {
        var row = 0L;
        foreach (var group in file.RowGroups)
        {
            if (group.Rows > 0)
                yield return (file, row, group);
            row += group.Rows;
        }
    }

    static void Encode(IRecordBatchSource source, IReadOnlyList<FeatureMapping> features, ref long records, ref long bytes)
    {
        var encoder = new ExampleEncoder(FeaturePlan.Compile(source.Schema, features));
        var block = new RecordBlock();
        while (source.ReadNext() is { } batch)
        {
            for (var row = 0; row < batch.Length;)
            {
                try
                {
                    row += encoder.Encode(batch, row, batch.Length - row, block);
                }
                catch (BadRowException)
                {
                    // Its task will say what is wrong with it, where the job does not pass it over.
                    row++;
                }
                records += block.Count;
                bytes += block.Bytes.Length;
                block.Clear();
            }
        }
    }
}

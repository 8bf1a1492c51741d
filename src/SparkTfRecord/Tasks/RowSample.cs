using System.IO.Hashing;
using SparkTfRecord.Examples;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tasks;

/// <summary>The rows whose serialized Examples have the smallest XxHash64: the same ones whatever the tasks, the threads and the engine.</summary>
/// <param name="size">Number of rows wanted.</param>
/// <param name="seed">Seed of the hash.</param>
sealed class RowSample(int size, long seed)
{
    readonly SortedSet<SampledRow> _rows = new(SampledRow.Order);

    /// <summary>The sample that a job's warm-up section asks for; null when there is none, or it names the rows.</summary>
    public static RowSample? Of(WarmupOptions? options) => options switch
    {
        null => null,
        { Rows: null } => new(WarmupRows.DefaultSample, options.Seed),
        { Rows.Sample: { } size } => new(size, options.Seed),
        _ => null,
    };

    /// <summary>The rows, in the order of their hashes.</summary>
    public IReadOnlyList<SampledRow> Rows => [.. _rows];

    /// <summary>Offers the records of a block, of which the first is a given row and the others follow.</summary>
    public void Add(RecordBlock block, long firstRow)
    {
        var start = 0;
        foreach (var end in block.Ends)
        {
            Add(block.Bytes[(start + RecordFraming.HeaderLength)..(end - RecordFraming.FooterLength)], firstRow++);
            start = end;
        }
    }

    /// <summary>Offers one row.</summary>
    public void Add(ReadOnlySpan<byte> example, long row)
    {
        var hash = XxHash64.HashToUInt64(example, seed);
        if (_rows.Count < size || (size > 0 && hash <= _rows.Max!.Hash))
            Add(new(row, hash, example.ToArray()));
    }

    /// <summary>Offers the sample of a task.</summary>
    public void Add(SampledRow row)
    {
        _rows.Add(row);
        if (_rows.Count > size)
            _rows.Remove(_rows.Max!);
    }
}

/// <summary>A row of a sample.</summary>
/// <param name="Row">0-based row of the whole input.</param>
/// <param name="Hash">The hash of its Example.</param>
/// <param name="Example">The serialized Example, which decides between equal hashes.</param>
sealed record SampledRow(long Row, ulong Hash, byte[] Example)
{
    /// <summary>By hash, then by the Examples' bytes, then by row.</summary>
    public static IComparer<SampledRow> Order { get; } = Comparer<SampledRow>.Create((a, b) =>
        a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash)
        : a.Example.AsSpan().SequenceCompareTo(b.Example) is not 0 and var bytes ? bytes
        : a.Row.CompareTo(b.Row));
}

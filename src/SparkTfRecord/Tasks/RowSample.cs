using System.IO.Hashing;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using SparkTfRecord.Examples;

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

    /// <summary>Offers the records of a block.</summary>
    /// <param name="block">The records, one a row.</param>
    /// <param name="firstRow">0-based row of the whole input that is the first.</param>
    /// <param name="batch">The rows' batch.</param>
    /// <param name="batchRow">The first row in the batch.</param>
    public void Add(RecordBlock block, long firstRow, RecordBatch batch, int batchRow)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var example = block.Data(i).Span;
            if (Takes(example, out var hash))
                Add(new(firstRow + i, hash, example.ToArray(), ColumnsOf(batch, batchRow + i)));
        }
    }

    /// <summary>Offers one row of which there is nothing but its Example.</summary>
    public void Add(ReadOnlySpan<byte> example, long row)
    {
        if (Takes(example, out var hash))
            Add(new(row, hash, example.ToArray()));
    }

    /// <summary>Offers the sample of a task.</summary>
    public void Add(SampledRow row)
    {
        _rows.Add(row);
        if (_rows.Count > size)
            _rows.Remove(_rows.Max!);
    }

    bool Takes(ReadOnlySpan<byte> example, out ulong hash)
    {
        hash = XxHash64.HashToUInt64(example, seed);
        return _rows.Count < size || (size > 0 && hash <= _rows.Max!.Hash);
    }

    // A copy: the batch's memory is not its own for long.
    static byte[] ColumnsOf(RecordBatch batch, int row)
    {
        using var slice = batch.SliceShared(row, 1);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(slice);
            writer.WriteEnd();
        }
        return stream.ToArray();
    }
}

/// <summary>A row of a sample.</summary>
/// <param name="Row">0-based row of the whole input.</param>
/// <param name="Hash">The hash of its Example.</param>
/// <param name="Example">The serialized Example, which decides between equal hashes.</param>
/// <param name="Columns">The columns that it was made of, an Arrow stream of one row; null where only Examples are read.</param>
sealed record SampledRow(long Row, ulong Hash, byte[] Example, byte[]? Columns = null)
{
    /// <summary>By hash, then by the Examples' bytes, then by row.</summary>
    public static IComparer<SampledRow> Order { get; } = Comparer<SampledRow>.Create((a, b) =>
        a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash)
        : a.Example.AsSpan().SequenceCompareTo(b.Example) is not 0 and var bytes ? bytes
        : a.Row.CompareTo(b.Row));
}

using System.Buffers.Binary;
using System.Diagnostics;
using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Checks;
using SparkTfRecord.Examples.Writers;
using SparkTfRecord.Records;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Examples;

// Rows go in chunks of about one block. A chunk is written column by column: first every feature adds the lengths of its entries to its rows,
// then each row's place is known, then every feature writes its entries there. So each loop deals with one type and one key.
public sealed unsafe partial class ExampleEncoder
{
    /// <summary>Most rows of a chunk.</summary>
#if DEBUG
    internal const int MaxChunk = 37;
#else
    internal const int MaxChunk = 2048;
#endif

    const int HeadLength = sizeof(ulong) + sizeof(uint);
    const int FramingLength = HeadLength + sizeof(uint);

    readonly FeatureWriter[] _writers;          // in the order of the plan's features
    readonly RecordPart[] _parts;               // in the order of the bytes
    readonly RecordPart[] _partOf;              // of each writer
    readonly SameLength[] _sameLength;
    readonly int[] _columns;
    readonly PinnedBuffers _buffers = new();
    readonly Scratch<long> _lengths = new();    // of the chunk's records
    readonly Scratch<nint> _positions = new();
    RecordBatch? _batch;
    FeatureWriter? _current;                    // for messages
    double _recordLength = RecordBlock.DefaultCapacity / 16; // of the last chunk, on average; the first is small in case its rows are large

    /// <summary>An encoder for batches of the plan's schema.</summary>
    internal ExampleEncoder(FeaturePlan plan)
    {
        _writers = plan.CreateWriters();
        _parts = RecordPart.Of(plan.RecordOrder.Select(feature => _writers[feature]));
        _partOf = [.. _writers.Select(writer => _parts.Single(part => part.Has(writer)))];
        _sameLength = SameLength.Of(_writers);
        _columns = plan.Columns;
    }

    /// <summary>Appends rows [<paramref name="offset"/>, <paramref name="offset"/> + <paramref name="length"/>) to a block, stopping early once the block is full.</summary>
    /// <returns>Number of rows taken, at least 1 when <paramref name="length"/> is.</returns>
    /// <exception cref="BadRowException">Row <paramref name="offset"/> has no representation; the rows before it were taken by the calls before.</exception>
    /// <exception cref="InvalidDataException">The batch's arrays contradict themselves.</exception>
    internal int Encode(RecordBatch batch, int offset, int length, RecordBlock block, IRowTally? tally = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, batch.Length - offset);
        if (length == 0)
            return 0;
        try
        {
            Bind(batch);
            var rows = Measure(offset, Math.Min(length, GuessRows(block.Free)));
            AddUp(rows);
            var bytes = Fit(ref rows, offset, block.Free);
            Write(rows, block.Reserve(bytes), block);
            tally?.Add(_writers, block, batch, offset);
            GC.KeepAlive(batch);
            return rows;
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"column '{_current?.Mapping.Column}': {damage.Message}", damage);
        }
        finally
        {
            Unbind();
        }
    }

    void Bind(RecordBatch batch)
    {
        if (batch == _batch)
            return;
        _batch = null;
        for (var i = 0; i < _writers.Length; i++)
        {
            _current = _writers[i];
            _current.Bind(_columns[i] < 0 ? null : batch.Column(_columns[i]).Data, _buffers);
        }
        _batch = batch;
    }

    void Unbind()
    {
        if (!_buffers.HasPins)
            return;
        _buffers.Release();
        _batch = null;
    }

    int GuessRows(int free) => (int)Math.Clamp(free / _recordLength + 1, 1, MaxChunk);

    /// <summary>Sums up the entries' lengths of each row.</summary>
    int Measure(int first, int rows)
    {
        foreach (var part in _parts)
            part.Clear(rows);
        for (var i = 0; i < _writers.Length; i++)
        {
            _current = _writers[i];
            rows = _current.Measure(first, rows, _partOf[i].Lengths);
        }
        foreach (var check in _sameLength)
            rows = check.Check(first, rows);
        return rows;
    }

    void AddUp(int rows)
    {
        var lengths = _lengths.Reserve(rows);
        new Span<long>(lengths, rows).Clear();
        foreach (var part in _parts)
            part.AddTo(lengths, rows);
    }

    /// <summary>Decides how many of the rows measured go into the block.</summary>
    /// <returns>Bytes of their framed records.</returns>
    long Fit(ref int rows, int first, int free)
    {
        var lengths = _lengths.Start;
        var bytes = 0L;
        for (var row = 0; row < rows; row++)
        {
            var length = lengths[row] + FramingLength;
            if (row > 0 && bytes + length > free)
                rows = row;
            else if (length > RecordBlock.MaxRecordLength)
                Throw.RecordTooLong(first, LargestFeature(first), length);
            else
                bytes += length;
        }
        _recordLength = (double)bytes / rows;
        return bytes;
    }

    void Write(int rows, byte* to, RecordBlock block)
    {
        var lengths = _lengths.Start;
        var positions = (byte**)_positions.Reserve(rows);
        var record = to;
        for (var row = 0; row < rows; row++)
        {
            positions[row] = record + HeadLength;
            record += lengths[row] + FramingLength;
        }
        foreach (var part in _parts)
            part.Write(rows, positions);

        // Only now, as the features have spilled over it.
        for (var row = 0; row < rows; row++)
        {
            var length = (int)lengths[row];
            Debug.Assert(positions[row] == to + HeadLength + length);
            Frame(to, length);
            block.Add(length + FramingLength);
            to += length + FramingLength;
        }
    }

    static void Frame(byte* record, int length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(record, sizeof(ulong)), (ulong)length);
        WriteCrc(record + sizeof(ulong), new ReadOnlySpan<byte>(record, sizeof(ulong)));
        WriteCrc(record + HeadLength + length, new ReadOnlySpan<byte>(record + HeadLength, length));
    }

    static void WriteCrc(byte* to, ReadOnlySpan<byte> data) =>
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(to, sizeof(uint)), Crc32C.Mask(Crc32C.Compute(data)));

    FeatureMapping LargestFeature(int row)
    {
        return _writers.MaxBy(writer => LengthOf(writer, row))!.Mapping;

        static long LengthOf(FeatureWriter writer, int row)
        {
            var length = 0L;
            writer.Measure(row, 1, &length);
            return length;
        }
    }
}

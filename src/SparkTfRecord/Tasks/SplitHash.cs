using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Which split a row is in: XxHash64 of its key against the cumulative shares. Fixed for ever, and equal in all engines.</summary>
/// <remarks>
/// Each column of the key is one tag byte (0 null, 1 int64, 2 float64, 3 bytes) and 8 bytes int64 little endian, 8 bytes float64 little endian (-0 as 0, one NaN),
/// or uint32 length and the bytes. Times are in microseconds, dates in days.
/// </remarks>
sealed class SplitHash
{
    readonly SplitOptions _options;
    readonly IReadOnlyList<string> _by;
    readonly ulong[] _ends; // of all splits but the last: hashes below belong to it or to those before
    readonly ArrayBufferWriter<byte> _key = new();

    /// <param name="options">Shares and seed.</param>
    /// <param name="by">The key's columns as the plan names them; empty: the record.</param>
    public SplitHash(SplitOptions options, IReadOnlyList<string> by)
    {
        (_options, _by) = (options, by);
        var sum = 0m;
        _ends = [.. options.Shares.Values.SkipLast(1).Select(share => (ulong)decimal.Ceiling((sum += share) * 18446744073709551616m))];
    }

    /// <summary>Whether a key can be made of a column of this type.</summary>
    public static bool CanHash(IArrowType type) => type switch
    {
        DictionaryType d => CanHash(d.ValueType),
        BooleanType or IntegerType or HalfFloatType or FloatType or DoubleType or StringType or LargeStringType or BinaryType or LargeBinaryType or FixedSizeBinaryType
            or Date32Type or Date64Type or TimestampType => true,
        _ => false,
    };

    /// <summary>The index of a row's split.</summary>
    public int SplitOf(RecordBatch batch, int row, ReadOnlySpan<byte> record)
    {
        var hash = XxHash64.HashToUInt64(_by.Count == 0 ? record : KeyOf(batch, row), _options.Seed);
        var split = 0;
        while (split < _ends.Length && hash >= _ends[split])
            split++;
        return split;
    }

    ReadOnlySpan<byte> KeyOf(RecordBatch batch, int row)
    {
        _key.ResetWrittenCount();
        foreach (var name in _by)
        {
            var column = batch.Schema.GetFieldIndex(name, StringComparer.Ordinal);
            if (column < 0)
                _key.Write((ReadOnlySpan<byte>)[0]);
            else
                Add(batch.Column(column), row);
        }
        return _key.WrittenSpan;
    }

    void Add(IArrowArray array, int row)
    {
        if (array.IsNull(row))
        {
            _key.Write((ReadOnlySpan<byte>)[0]);
            return;
        }
        switch (array)
        {
            case DictionaryArray a: Add(a.Dictionary, IndexOf(a.Indices, row)); break;
            case BooleanArray a: Add(a.GetValue(row)!.Value ? 1 : 0); break;
            case Int8Array a: Add(a.Values[row]); break;
            case Int16Array a: Add(a.Values[row]); break;
            case Int32Array a: Add(a.Values[row]); break;
            case Int64Array a: Add(a.Values[row]); break;
            case UInt8Array a: Add(a.Values[row]); break;
            case UInt16Array a: Add(a.Values[row]); break;
            case UInt32Array a: Add(a.Values[row]); break;
            case UInt64Array a: Add(unchecked((long)a.Values[row])); break;
            case Date32Array a: Add(a.Values[row]); break;
            case Date64Array a: Add(FloorDivide(a.Values[row], 86_400_000)); break;
            case TimestampArray a: Add(Microseconds(a.Values[row], ((TimestampType)a.Data.DataType).Unit)); break;
            case HalfFloatArray a: Add((double)a.Values[row]); break;
            case FloatArray a: Add((double)a.Values[row]); break;
            case DoubleArray a: Add(a.Values[row]); break;
            case LargeStringArray a: Add(a.GetBytes(row)); break;
            case LargeBinaryArray a: Add(a.GetBytes(row)); break;
            case BinaryArray a: Add(a.GetBytes(row)); break;
            case Apache.Arrow.Arrays.FixedSizeBinaryArray a: Add(a.GetBytes(row)); break;
            default: throw new NotSupportedException($"a key cannot be made of {ArrowTypeName.Of(array.Data.DataType)}");
        }
    }

    void Add(long value)
    {
        var to = _key.GetSpan(1 + sizeof(long));
        to[0] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(to[1..], value);
        _key.Advance(1 + sizeof(long));
    }

    void Add(double value)
    {
        var to = _key.GetSpan(1 + sizeof(double));
        to[0] = 2;
        BinaryPrimitives.WriteInt64LittleEndian(to[1..], double.IsNaN(value) ? 0x7FF8_0000_0000_0000 : BitConverter.DoubleToInt64Bits(value + 0.0)); // -0 + 0 is 0
        _key.Advance(1 + sizeof(double));
    }

    void Add(ReadOnlySpan<byte> bytes)
    {
        var to = _key.GetSpan(1 + sizeof(uint));
        to[0] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(to[1..], (uint)bytes.Length);
        _key.Advance(1 + sizeof(uint));
        _key.Write(bytes);
    }

    static long Microseconds(long value, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => value * 1_000_000,
        TimeUnit.Millisecond => value * 1000,
        TimeUnit.Microsecond => value,
        _ => FloorDivide(value, 1000),
    };

    static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    static int IndexOf(IArrowArray indices, int row) => indices switch
    {
        Int8Array a => a.Values[row],
        Int16Array a => a.Values[row],
        UInt8Array a => a.Values[row],
        UInt16Array a => a.Values[row],
        UInt32Array a => (int)a.Values[row],
        Int64Array a => (int)a.Values[row],
        var a => ((Int32Array)a).Values[row],
    };
}

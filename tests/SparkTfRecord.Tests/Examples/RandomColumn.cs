using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Makes an Arrow array together with the values that a feature must then hold.</summary>
/// <remarks>Arrays begin at any offset, null slots hold garbage, and buffers are native memory or managed arrays, padded or not.</remarks>
sealed class RandomColumn(Random random, double nullShare, double nullElementShare = 0)
{
    /// <summary>All flat types.</summary>
    public static readonly IArrowType[] FlatTypes =
    [
        BooleanType.Default, Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default,
        UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, HalfFloatType.Default, FloatType.Default, DoubleType.Default,
        StringType.Default, LargeStringType.Default, StringViewType.Default,
        BinaryType.Default, LargeBinaryType.Default, BinaryViewType.Default, new FixedSizeBinaryType(5),
    ];

    static readonly IArrowType[] s_indexTypes =
    [
        Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default,
        UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default,
    ];

    /// <summary>Any type: flat, dictionary, or a list of one of them.</summary>
    public static IArrowType AnyType(Random random)
    {
        var type = FlatTypes[random.Next(FlatTypes.Length)];
        if (random.Next(4) == 0)
            type = new DictionaryType(s_indexTypes[random.Next(s_indexTypes.Length)], type, false);
        return random.Next(6) switch
        {
            0 => new ListType(type),
            1 => new LargeListType(type),
            2 => new FixedSizeListType(type, random.Next(1, 5)),
            _ => type,
        };
    }

    /// <summary>An array and, for each slot, null, a long, float or byte[], or an object[] of these.</summary>
    public (ArrayData Array, object?[] Values) Make(IArrowType type, int length)
    {
        var offset = random.Next(3) == 0 ? random.Next(1, 20) : 0;
        var slots = length + offset;
        var valid = Enumerable.Range(0, slots).Select(_ => random.NextDouble() >= nullShare).ToArray();
        var (buffers, children, dictionary, values) = type switch
        {
            DictionaryType t => MakeDictionary(t, slots, valid),
            ListType or LargeListType or FixedSizeListType => MakeList(type, slots, valid),
            _ => MakeFlat(type, slots),
        };
        var hasNulls = valid.Contains(false) || random.Next(2) == 0;
        var array = new ArrayData(type, length, hasNulls ? -1 : 0, offset, [hasNulls ? Buffer(Bits(valid)) : ArrowBuffer.Empty, .. buffers], children, dictionary);
        return (array, [.. values.Select((v, i) => valid[i] ? v : null).Skip(offset)]);
    }

    /// <summary>Puts a column into a struct, whose nulls are the column's too.</summary>
    public (ArrayData Array, object?[] Values) InStruct((ArrayData Array, object?[] Values) field)
    {
        var offset = random.Next(Math.Min(field.Values.Length, 9));
        var valid = Enumerable.Range(0, field.Values.Length).Select(_ => random.NextDouble() >= nullShare).ToArray();
        var type = new StructType([new Field("other", NullType.Default, true), new Field("x", field.Array.DataType, true)]);
        var other = new NullArray(field.Values.Length).Data;
        var array = new ArrayData(type, valid.Length - offset, -1, offset, [Buffer(Bits(valid))], [other, field.Array]);
        return (array, [.. field.Values.Select((v, i) => valid[i] ? v : null).Skip(offset)]);
    }

    (ArrowBuffer[], ArrayData[]?, ArrayData?, object?[]) MakeDictionary(DictionaryType type, int slots, bool[] valid)
    {
        var (entries, entryValues) = Make(type.ValueType, random.Next(1, 20));
        var indices = valid.Select(v => v ? random.Next(entries.Length) : random.Next(100, 128)).ToArray();
        var values = indices.Select(i => i < entries.Length ? entryValues[i] : null).ToArray();
        return ([Buffer(Integers(type.IndexType, indices.Select(i => (long)i)))], null, entries, values);
    }

    (ArrowBuffer[], ArrayData[]?, ArrayData?, object?[]) MakeList(IArrowType type, int slots, bool[] valid)
    {
        var width = (type as FixedSizeListType)?.ListSize;
        var bounds = new List<long> { width is null ? random.Next(3) : 0 };
        for (var i = 0; i < slots; i++)
            bounds.Add(bounds[^1] + (width ?? (random.Next(3) == 0 ? 0 : random.Next(12))));

        var (child, childValues) = new RandomColumn(random, nullElementShare).Make(((NestedType)type).Fields[0].DataType, (int)bounds[^1]);
        var values = Enumerable.Range(0, slots).Select(i => (object?)childValues[(int)bounds[i]..(int)bounds[i + 1]]).ToArray();
        ArrowBuffer[] buffers = type switch
        {
            ListType => [Buffer(Integers(Int32Type.Default, bounds))],
            LargeListType => [Buffer(Integers(Int64Type.Default, bounds))],
            _ => [],
        };
        return (buffers, [child], null, values);
    }

    (ArrowBuffer[], ArrayData[]?, ArrayData?, object?[]) MakeFlat(IArrowType type, int slots)
    {
        switch (type.TypeId)
        {
            case ArrowTypeId.Boolean:
                var bits = Enumerable.Range(0, slots).Select(_ => random.Next(2) == 1).ToArray();
                return ([Buffer(Bits(bits))], null, null, [.. bits.Select(b => (object)(b ? 1L : 0L))]);
            case ArrowTypeId.Float:
                var floats = Enumerable.Range(0, slots).Select(_ => AnyFloat()).ToArray();
                return ([Buffer(Bytes(floats))], null, null, [.. floats.Select(f => (object)f)]);
            case ArrowTypeId.HalfFloat:
                var halves = Enumerable.Range(0, slots).Select(_ => (Half)AnyDouble()).ToArray();
                return ([Buffer(Bytes(halves))], null, null, [.. halves.Select(h => (object)(float)h)]);
            case ArrowTypeId.Double:
                var doubles = Enumerable.Range(0, slots).Select(_ => AnyDouble()).ToArray();
                return ([Buffer(Bytes(doubles))], null, null, [.. doubles.Select(d => (object)(float)d)]);
            case var _ when type is IntegerType:
                var integers = Enumerable.Range(0, slots).Select(_ => AnyInteger((IntegerType)type)).ToArray();
                return ([Buffer(Integers(type, integers))], null, null, [.. integers.Select(i => (object)i)]);
            default:
                var width = (type as FixedSizeBinaryType)?.ByteWidth;
                var values = Enumerable.Range(0, slots).Select(_ => AnyBytes(width)).ToArray();
                return (BytesBuffers(type, values), null, null, values);
        }
    }

    ArrowBuffer[] BytesBuffers(IArrowType type, byte[][] values)
    {
        var ends = new long[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            ends[i + 1] = ends[i] + values[i].Length;
        byte[] joined = [.. values.SelectMany(v => v)];
        switch (type.TypeId)
        {
            case ArrowTypeId.FixedSizedBinary:
                return [Buffer(joined)];
            case ArrowTypeId.String or ArrowTypeId.Binary:
                return [Buffer(Integers(Int32Type.Default, ends)), Buffer(joined)];
            case ArrowTypeId.LargeString or ArrowTypeId.LargeBinary:
                return [Buffer(Integers(Int64Type.Default, ends)), Buffer(joined)];
            default:
                // Values longer than 12 bytes lie in turn in one of two data buffers.
                var views = new List<byte>();
                List<byte>[] data = [[], []];
                for (var i = 0; i < values.Length; i++)
                {
                    views.AddRange(BitConverter.GetBytes(values[i].Length));
                    if (values[i].Length <= 12)
                    {
                        views.AddRange(values[i].Concat(new byte[12 - values[i].Length]));
                        continue;
                    }
                    views.AddRange(values[i][..4]);
                    views.AddRange(BitConverter.GetBytes(i % 2));
                    views.AddRange(BitConverter.GetBytes(data[i % 2].Count));
                    data[i % 2].AddRange(values[i]);
                }
                return [Buffer([.. views]), Buffer([.. data[0]]), Buffer([.. data[1]])];
        }
    }

    long AnyInteger(IntegerType type)
    {
        var value = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
        return type.IsSigned ? value << (64 - type.BitWidth) >> (64 - type.BitWidth) : value & (1L << type.BitWidth) - 1;
    }

    float AnyFloat() => random.Next(4) switch
    {
        0 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)), // NaNs with any payload as well
        1 => float.NegativeInfinity,
        2 => -0f,
        _ => (float)(random.NextDouble() - 0.5),
    };

    double AnyDouble() => random.Next(5) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.Epsilon,
        3 => 16777217, // half way between two floats
        _ => (random.NextDouble() - 0.5) * 1e38,
    };

    byte[] AnyBytes(int? width)
    {
        var bytes = new byte[width ?? (random.Next(10) == 0 ? random.Next(300) : random.Next(20))];
        random.NextBytes(bytes);
        return bytes;
    }

    static byte[] Integers(IArrowType type, IEnumerable<long> values)
    {
        var width = ((FixedWidthType)type).BitWidth / 8;
        return [.. values.SelectMany(v => BitConverter.GetBytes(v).Take(width))];
    }

    static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();

    static byte[] Bits(bool[] bits)
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        for (var i = 0; i < bits.Length; i++)
            bytes[i >> 3] |= (byte)(bits[i] ? 1 << (i & 7) : 0);
        return bytes;
    }

    ArrowBuffer Buffer(byte[] bytes)
    {
        if (bytes.Length == 0 || random.Next(4) == 0)
            return new ArrowBuffer(bytes);
        var memory = MemoryAllocator.Default.Value.Allocate(bytes.Length);
        bytes.CopyTo(memory.Memory);
        return new ArrowBuffer(memory.Memory);
    }
}

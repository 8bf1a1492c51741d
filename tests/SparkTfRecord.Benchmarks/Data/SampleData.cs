using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace SparkTfRecord.Benchmarks.Data;

/// <summary>Makes record batches of the sample sets: the same set, seed and number of rows give the same values everywhere.</summary>
/// <param name="set">The set.</param>
/// <param name="seed">Seed of all values.</param>
/// <param name="dictionaries">Whether strings of few distinct values come as dictionary arrays, as from a Parquet reader that keeps dictionaries.</param>
public sealed class SampleData(SampleSet set, int seed, bool dictionaries = false)
{
    const int DistinctStrings = 20_000;

    readonly Random _random = new(seed);
    readonly Dictionary<int, StringArray> _dictionaries = [];

    /// <summary>Rows of the whole set.</summary>
    public static int DefaultRows(SampleSet set) => set switch { SampleSet.D => 300_000, SampleSet.E => 20_000, _ => 1_000_000 };

    /// <summary>The next rows.</summary>
    public RecordBatch Batch(int rows)
    {
        var columns = Columns(rows).ToArray();
        var schema = new Schema(columns.Select(c => new Field(c.Name, c.Array.Data.DataType, nullable: false)), null);
        return new RecordBatch(schema, columns.Select(c => c.Array), rows);
    }

    IEnumerable<(string Name, IArrowArray Array)> Columns(int rows)
    {
        switch (set)
        {
            case SampleSet.A:
                for (var i = 0; i < 30; i++)
                    yield return ($"f{i:00}", Floats(rows));
                break;
            case SampleSet.B:
                yield return ("label", Integers(rows, 2));
                for (var i = 1; i <= 13; i++)
                    yield return ($"i{i:00}", Integers(rows, 100_000));
                for (var i = 1; i <= 26; i++)
                    yield return ($"c{i:00}", HexStrings(rows, i));
                break;
            case SampleSet.C:
                var bounds = Bounds(rows, 10, 50);
                yield return ("tokens", List(Int64Type.Default, bounds, Integers(bounds[^1], 30_000)));
                yield return ("tags", List(Int64Type.Default, bounds, Integers(bounds[^1], 9)));
                break;
            case SampleSet.D:
                yield return ("id", Integers(rows, int.MaxValue));
                yield return ("embedding", List(FloatType.Default, Bounds(rows, 256, 256), Floats(rows * 256)));
                break;
            default:
                yield return ("image", Noise(rows));
                yield return ("label", Integers(rows, 1000));
                yield return ("name", Names(rows));
                break;
        }
    }

    FloatArray Floats(int count)
    {
        var values = new ArrowBuffer.Builder<float>(count);
        for (var i = 0; i < count; i++)
        {
            // Box-Muller
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            values.Append((float)(radius * Math.Cos(2 * Math.PI * _random.NextDouble())));
        }
        return new FloatArray(values.Build(), ArrowBuffer.Empty, count, 0, 0);
    }

    Int64Array Integers(int count, int end)
    {
        var values = new ArrowBuffer.Builder<long>(count);
        for (var i = 0; i < count; i++)
            values.Append(_random.Next(end));
        return new Int64Array(values.Build(), ArrowBuffer.Empty, count, 0, 0);
    }

    IArrowArray HexStrings(int rows, int column)
    {
        if (!_dictionaries.TryGetValue(column, out var dictionary))
            _dictionaries[column] = dictionary = HexDictionary(column);
        if (!dictionaries)
        {
            var strings = new StringBuffers();
            for (var i = 0; i < rows; i++)
                strings.Append(dictionary.GetBytes(_random.Next(DistinctStrings)));
            return strings.BuildStrings();
        }
        var indices = new ArrowBuffer.Builder<int>(rows);
        for (var i = 0; i < rows; i++)
            indices.Append(_random.Next(DistinctStrings));
        return new DictionaryArray(
            new DictionaryType(Int32Type.Default, StringType.Default, false), new Int32Array(indices.Build(), ArrowBuffer.Empty, rows, 0, 0), dictionary);
    }

    static StringArray HexDictionary(int column)
    {
        var entries = new StringBuffers();
        for (var i = 0; i < DistinctStrings; i++)
        {
            // Multiplying by an odd number is one to one: as many strings as numbers, and all digits differ.
            var value = unchecked((uint)(i * 64 + column) * 2654435761);
            entries.Append(System.Text.Encoding.ASCII.GetBytes(value.ToString("x8", CultureInfo.InvariantCulture)));
        }
        return entries.BuildStrings();
    }

    StringArray Names(int rows)
    {
        var strings = new StringBuffers();
        for (var i = 0; i < rows; i++)
            strings.Append(System.Text.Encoding.UTF8.GetBytes($"image-{_random.Next():x8}.jpg"));
        return strings.BuildStrings();
    }

    BinaryArray Noise(int rows)
    {
        var values = new StringBuffers();
        var noise = new byte[100_000];
        for (var i = 0; i < rows; i++)
        {
            var length = _random.Next(20_000, 100_001);
            _random.NextBytes(noise.AsSpan(0, length));
            values.Append(noise.AsSpan(0, length));
        }
        return values.BuildBinary();
    }

    int[] Bounds(int rows, int shortest, int longest)
    {
        var bounds = new int[rows + 1];
        for (var i = 0; i < rows; i++)
            bounds[i + 1] = bounds[i] + _random.Next(shortest, longest + 1);
        return bounds;
    }

    static ListArray List(IArrowType type, int[] bounds, IArrowArray values)
    {
        var offsets = new ArrowBuffer.Builder<int>(bounds.Length).AppendRange(bounds).Build();
        return new ListArray(new ListType(new Field("element", type, nullable: false)), bounds.Length - 1, offsets, values, ArrowBuffer.Empty);
    }

    sealed class StringBuffers
    {
        readonly ArrowBuffer.Builder<int> _offsets = new ArrowBuffer.Builder<int>().Append(0);
        readonly ArrowBuffer.Builder<byte> _bytes = new();

        public void Append(ReadOnlySpan<byte> value)
        {
            _bytes.Append(value);
            _offsets.Append(_bytes.Length);
        }

        public StringArray BuildStrings() => new(_offsets.Length - 1, _offsets.Build(), _bytes.Build(), ArrowBuffer.Empty);

        public BinaryArray BuildBinary() => new(BinaryType.Default, _offsets.Length - 1, _offsets.Build(), _bytes.Build(), ArrowBuffer.Empty);
    }
}

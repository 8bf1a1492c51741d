using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Rows;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Hides values of the rows before they become requests. Lists keep their lengths, and what has no value gets none.</summary>
sealed class Mask(WarmupOptions options)
{
    readonly byte[] _key = Encoding.UTF8.GetBytes(options.MaskSecret ?? options.Seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>The names of the fields that are left out; wrong names and masks that a kind does not have are problems.</summary>
    public static HashSet<string> Dropped(WarmupOptions options, IReadOnlyList<RowField> fields, List<string> problems)
    {
        var names = fields.SelectMany(f => new[] { f.Name, f.Source }).Distinct().ToList();
        foreach (var name in options.Mask.Keys.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal))
            problems.Add(WarmupProblem.MaskUnknown(name, NearestName.Of(name, names)));
        foreach (var field in fields.Where(f => Of(options, f) == WarmupMask.Hash && f.Form is { Kind: not FeatureKind.Bytes }))
            problems.Add(WarmupProblem.HashOfNumbers(field.Name));
        return [.. fields.Where(f => Of(options, f) == WarmupMask.Drop).Select(f => f.Name)];
    }

    /// <summary>The rows with their values hidden.</summary>
    public RowSet Apply(RowSet rows) => rows with
    {
        Columns = [.. rows.Columns.Where(c => Of(options, c.Field) != WarmupMask.Drop).Select(c => Of(options, c.Field) is { } mask ? c with { Cells = Hide(c, mask) } : c)],
    };

    /// <summary>The mask of a field: by its own name, else by its column's; what is private is never in clear.</summary>
    public static WarmupMask? Of(WarmupOptions options, RowField field) =>
        options.Mask.TryGetValue(field.Name, out var mask) || options.Mask.TryGetValue(field.Source, out mask) ? mask
        : field.Private ? WarmupMask.Constant
        : null;

    Cell?[] Hide(RowColumn column, WarmupMask mask)
    {
        // Features of one column draw alike, so that they still belong together.
        var random = new Random((int)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(column.Field.Source), options.Seed));
        switch (mask)
        {
            case WarmupMask.Constant:
                return [.. column.Cells.Select(Constant)];
            case WarmupMask.Hash:
                return [.. column.Cells.Select(c => c is BytesCell strings ? new BytesCell([.. strings.Values.Select(Hash)]) : c)];
            case WarmupMask.Shuffle:
                var cells = column.Cells.ToArray();
                random.Shuffle(cells);
                return cells;
            default:
                return Redraw(column.Cells, random);
        }
    }

    static Cell? Constant(Cell? cell) => cell switch
    {
        IntegerCell => new IntegerCell(new Int128[cell.Count]),
        FloatCell => new FloatCell(new double[cell.Count]),
        BytesCell => new BytesCell([.. Enumerable.Repeat(Array.Empty<byte>(), cell.Count)]),
        _ => null,
    };

    byte[] Hash(byte[] value) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(_key, value).AsSpan(0, 8)));

    static Cell?[] Redraw(IReadOnlyList<Cell?> cells, Random random)
    {
        var integers = cells.OfType<IntegerCell>().SelectMany(c => c.Values).DefaultIfEmpty().ToList();
        var floats = cells.OfType<FloatCell>().SelectMany(c => c.Values).Where(double.IsFinite).DefaultIfEmpty().ToList();
        var (least, greatest) = (integers.Min(), integers.Max());
        var (low, high) = (floats.Min(), floats.Max());
        return [.. cells.Select(cell => cell switch
        {
            IntegerCell c => new IntegerCell([.. c.Values.Select(_ => Between(least, greatest, random))]),
            FloatCell c => new FloatCell([.. c.Values.Select(_ => low + (random.NextDouble() * (high - low)))]),
            BytesCell c => new BytesCell([.. c.Values.Select(v => Letters(v.Length, random))]),
            _ => (Cell?)null,
        })];
    }

    static byte[] Letters(int length, Random random) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next('a', 'z' + 1))];

    static Int128 Between(Int128 min, Int128 max, Random random)
    {
        var drawn = min + (Int128)((double)(max - min + 1) * random.NextDouble());
        return drawn > max ? max : drawn;
    }
}

using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

public sealed class MaskTests
{
    static readonly RowSet s_rows = new(
        [4, 7, 9],
        [
            Column("id", "id", new IntegerCell([10]), new IntegerCell([40]), null),
            Column("name", "name", Text("Ann"), Text("Bob"), Text("Ann")),
            Column("ids", "ids", new IntegerCell([5, 6]), new IntegerCell([7]), new IntegerCell([])),
            Column("name/length", "name", new IntegerCell([3]), new IntegerCell([4]), new IntegerCell([3])),
            Column("score", "score", new FloatCell([0.5]), new FloatCell([-0.5]), new FloatCell([double.NaN])),
        ]);

    [Fact]
    public void Apply_Constant_KeepsLengthsAndNulls()
    {
        var masked = Apply(("id", WarmupMask.Constant), ("ids", WarmupMask.Constant));
        Assert.Equal(["0", "0", "null"], Texts(masked, "id"));
        Assert.Equal(["0 0", "0", ""], Texts(masked, "ids"));
        Assert.Equal(["Ann", "Bob", "Ann"], Texts(masked, "name"));
    }

    [Fact]
    public void Apply_Hash_KeepsEqualStringsEqualAndDependsOnTheSecret()
    {
        var first = Texts(Apply(("name", WarmupMask.Hash)), "name");
        Assert.Equal(first[0], first[2]);
        Assert.NotEqual(first[0], first[1]);
        Assert.Matches("^[0-9a-f]{16}$", first[0]);
        Assert.NotEqual(first, Texts(new Mask(new() { MaskSecret = "k", Mask = new Dictionary<string, WarmupMask> { ["name"] = WarmupMask.Hash } }).Apply(s_rows), "name"));
        // The first 8 bytes of HMAC-SHA-256 of "Ann" with the key "k", by Python's hmac module.
        Assert.Equal("7515ec00c6785872", Texts(new Mask(new() { MaskSecret = "k", Mask = new Dictionary<string, WarmupMask> { ["name"] = WarmupMask.Hash } }).Apply(s_rows), "name")[0]);
    }

    [Fact]
    public void Apply_Shuffle_MovesTheFeaturesOfAColumnTogether()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var masked = new Mask(new() { Seed = seed, Mask = new Dictionary<string, WarmupMask> { ["name"] = WarmupMask.Shuffle } }).Apply(s_rows);
            Assert.Equal(["3 Ann", "3 Ann", "4 Bob"], Texts(masked, "name/length").Zip(Texts(masked, "name"), (l, n) => $"{l} {n}").Order());
        }
    }

    [Fact]
    public void Apply_Redraw_StaysInRangeAndType()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var masked = new Mask(new()
            {
                Seed = seed,
                Mask = new Dictionary<string, WarmupMask> { ["id"] = WarmupMask.Redraw, ["name"] = WarmupMask.Redraw, ["score"] = WarmupMask.Redraw },
            }).Apply(s_rows);
            Assert.All(masked.Column("id").Cells.OfType<IntegerCell>(), c => Assert.InRange(c.Values.Single(), 10, 40));
            Assert.All(masked.Column("score").Cells.Cast<FloatCell>(), c => Assert.InRange(c.Values.Single(), -0.5, 0.5));
            Assert.All(Texts(masked, "name"), name => Assert.Matches("^[a-z]{3}$", name));
        }
    }

    [Fact]
    public void Apply_PrivateColumn_IsNeverInClear()
    {
        var rows = s_rows with { Columns = [.. s_rows.Columns.Select(c => c with { Field = c.Field with { Private = c.Field.Name == "name" } })] };
        Assert.Equal(["", "", ""], Texts(new Mask(new()).Apply(rows), "name"));
    }

    [Fact]
    public void Make_DroppedColumn_IsAnErrorOnlyWhereAnInputNeedsIt()
    {
        var options = new WarmupOptions { Model = Golden.Path("saved_models/optional"), Mask = new Dictionary<string, WarmupMask> { ["x"] = WarmupMask.Drop, ["scale"] = WarmupMask.Drop } };
        var scale = Column("scale", "scale", new FloatCell([1]));
        var x = new RowColumn(new("x", "x", FeatureKind.Float, new(FeatureKind.Float, true, null), false), [new FloatCell([1, 2])]);

        Assert.Equal(
            ["warmup: input 'x' of signature 'serving_default' needs column 'x', which warmup.mask drops; mask it otherwise"],
            Assert.Throws<PlanException>(() => RequestSet.Make(options, new([0], [scale, x]), false)).Problems);
        options = options with { Mask = new Dictionary<string, WarmupMask> { ["scale"] = WarmupMask.Drop } };
        Assert.Equal(["x"], RequestSet.Make(options, new([0], [scale, x]), false).Logs.Single().PredictLog.Request.Inputs.Keys);
    }

    [Fact]
    public void Make_WrongMasks_AreOneLineEach() => Assert.Equal(
        ["warmup.mask: there is no column 'nmae'; did you mean 'name'?", "warmup.mask: column 'id' holds numbers, and hash makes strings; use redraw, shuffle or constant"],
        Assert.Throws<PlanException>(() => RequestSet.Make(
            new() { Mask = new Dictionary<string, WarmupMask> { ["nmae"] = WarmupMask.Drop, ["id"] = WarmupMask.Hash } }, s_rows, false)).Problems);

    [Fact]
    public void RowFile_WriteAndRead_KeepsRowsAndFields()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, RowFile.Write(s_rows));
            var read = RowFile.Read(path);
            Assert.Equal(s_rows.Numbers, read.Numbers);
            Assert.Equal(s_rows.Columns.Select(c => c.Field with { Form = null }), read.Columns.Select(c => c.Field with { Form = null }));
            Assert.All(s_rows.Columns, c => Assert.Equal(Texts(s_rows, c.Field.Name), Texts(read, c.Field.Name)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void RowFile_OtherFile_SaysSo() => Assert.Contains(
        "not a file of warm-up rows", Assert.Throws<InvalidDataException>(() => RowFile.Read(Golden.Path("pairs/lists.parquet"))).Message, StringComparison.Ordinal);

    static RowSet Apply(params (string Name, WarmupMask Mask)[] masks) => new Mask(new() { Mask = masks.ToDictionary(m => m.Name, m => m.Mask) }).Apply(s_rows);

    static RowColumn Column(string name, string source, params Cell?[] cells)
    {
        var kind = ExampleCells.KindOf(cells.OfType<Cell>().First());
        return new(new(name, source, kind, new(kind, name == "ids", name == "ids" ? null : 1), false), cells);
    }

    static BytesCell Text(string text) => new([Encoding.UTF8.GetBytes(text)]);

    static string[] Texts(RowSet rows, string name) => [.. rows.Column(name).Cells.Select(c => c switch
    {
        IntegerCell i => string.Join(' ', i.Values),
        FloatCell f => string.Join(' ', f.Values),
        BytesCell b => string.Join(' ', b.Values.Select(Encoding.UTF8.GetString)),
        _ => "null",
    })];
}

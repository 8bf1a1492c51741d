using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Names of columns and partitions that are code somewhere: in Python, SQL, text protos, a shell, a format string, a terminal.</summary>
public sealed class HostileNamesTests : IDisposable
{
    static readonly string[] s_names =
    [
        "\"\"\"); import os; os.system('touch pwned') #", "'; DROP TABLE clicks; --", "\\", "\\\"", "\"", "a\nimport os", "{0}", "{root}", "%s", "$(touch pwned)", "`touch pwned`",
        "${env:HOME}", "\u202Eabc", "x\" } feature { name: \"y", "-rf", "\u001b[2J", "*/", "<script>", "é/😀", "FEATURES", "\u2028", "#", "None", "\r", "\t",
    ];

    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void FeatureSpec_OfHostileNames_HoldsThemAsLiterals()
    {
        var input = _directory["day=%27%3B import os%0A"];
        Directory.CreateDirectory(input);
        Write(Path.Combine(input, "rows.parquet"));
        Assert.True(HostileRun.Works("names", ["convert", _directory["day=%27%3B import os%0A/rows.parquet"], _directory["out"]]));

        // Every statement of the module is one that its writer means, and the dictionary's keys are the names.
        var read = Python.Run(
            """
            import ast, json, sys
            tree = ast.parse(open(sys.argv[1], encoding="utf-8").read())
            features = next(s.value for s in tree.body if isinstance(s, ast.Assign) and s.targets[0].id == "FEATURES")
            print(json.dumps({"kinds": sorted({type(s).__name__ for s in tree.body}), "names": [ast.literal_eval(k) for k in features.keys]}))
            """,
            _directory["out/_feature_spec.py"]);

        using var told = JsonDocument.Parse(read);
        Assert.Equal(["Assign", "Expr", "FunctionDef", "Import"], told.RootElement.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal(s_names.Order(StringComparer.Ordinal), told.RootElement.GetProperty("names").EnumerateArray().Select(n => n.GetString()!).Where(n => n != "day").Order(StringComparer.Ordinal));
        Assert.False(File.Exists("pwned"));
    }

    [Fact]
    public void Verbs_OnHostileNames_TellThemInOneLine()
    {
        Write(_directory["rows.parquet"]);
        Assert.True(HostileRun.Works("plan", ["plan", _directory["rows.parquet"], _directory["out"]]));
        Assert.True(HostileRun.Works("convert", ["convert", _directory["rows.parquet"], _directory["out"]]));
        foreach (var verb in new[] { "head", "verify" })
            Assert.True(HostileRun.Works(verb, [verb, _directory["out"]]));
        foreach (var name in s_names)
            HostileRun.Works(name, ["convert", _directory["rows.parquet"], _directory["no"], "--columns", JsonSerializer.Serialize(new[] { name + "x" })]);
        Assert.False(Directory.Exists(_directory["no"]));
    }

    static void Write(string path)
    {
        var schema = new Schema(s_names.Select(name => new Field(name, Int64Type.Default, nullable: true)), null);
        using var writer = Table.Parquet.Create(path, schema);
        writer.Append(new RecordBatch(schema, s_names.Select(_ => (IArrowArray)new Int64Array.Builder().Append(1).AppendNull().Build()), 2));
        writer.Complete();
    }
}

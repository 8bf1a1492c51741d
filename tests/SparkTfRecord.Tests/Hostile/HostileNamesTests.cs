using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using Google.Protobuf;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Cli;
using SparkTfRecord.Tests.Serving;
using SparkTfRecord.Tests.Support;
using Table = SparkTfRecord.Tests.Support.Table;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Names of columns and partitions that are code somewhere: in Python, SQL, text protos, a shell, a format string, a terminal.</summary>
public sealed class HostileNamesTests : IDisposable
{
    // No NUL: job files refuse it, and Parquet's library ends a name there.
    static readonly string[] s_names =
    [
        "\"\"\"); import os; os.system('touch pwned') #", "'; DROP TABLE clicks; --", "\\", "\\\"", "\"", "a\nimport os", "{0}", "{root}", "%s", "$(touch pwned)", "`touch pwned`",
        "${env:HOME}", "\u202Eabc", "x\" } feature { name: \"y", "-rf", "\u001b[2J", "*/", "<script>", "é/😀", "FEATURES", "\u2028", "#", "None", "\r", "\t",
        "'''", "\\N{BULLET}", "\u200F", "\u0085", "| touch pwned", "..", "{{}}", "&& touch pwned", "\\303\\244", "\uFEFFx", "\U000E0001",
    ];

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

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
            import runpy
            evaluated = list(runpy.run_path(sys.argv[1])["FEATURES"])
            assert evaluated == [ast.literal_eval(k) for k in features.keys], evaluated
            print(json.dumps({"kinds": sorted({type(s).__name__ for s in tree.body}), "names": [ast.literal_eval(k) for k in features.keys]}))
            """,
            _directory["out/_feature_spec.py"]);

        using var told = JsonDocument.Parse(read);
        Assert.Equal(["Assign", "Expr", "FunctionDef", "Import"], told.RootElement.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal(s_names.Order(StringComparer.Ordinal), told.RootElement.GetProperty("names").EnumerateArray().Select(n => n.GetString()!).Where(n => n != "day").Order(StringComparer.Ordinal));
        Assert.False(File.Exists("pwned"));

        // The same names in the other files.
        using var json = JsonDocument.Parse(File.ReadAllBytes(_directory["out/_feature_spec.json"]));
        Assert.Equal(InOrder(s_names), InOrder(json.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).Where(n => n != "day")));
        Assert.Equal(InOrder(s_names), InOrder(TextProto.Strings(TextProto.Parse(File.ReadAllText(_directory["out/_schema.pbtxt"])), "name").Where(n => n != "day")));
    }

    [Fact]
    public void Schema_OfHostileValues_ReadsBackAsThem()
    {
        var schema = new Schema([new Field("x", StringType.Default, nullable: true)], null);
        using (var writer = Table.Parquet.Create(_directory["rows.parquet"], schema))
        {
            writer.Append(new RecordBatch(schema, [new StringArray.Builder().AppendRange(s_names).Build()], s_names.Length));
            writer.Complete();
        }
        var job = new { features = new { x = new { oneOf = s_names.Select(v => v.Replace("${", "$${", StringComparison.Ordinal)) } } };
        File.WriteAllText(_directory["job.json"], JsonSerializer.Serialize(job));
        var run = CliRun.Of("convert", "--job", _directory["job.json"], _directory["rows.parquet"], _directory["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(InOrder(s_names), InOrder(TextProto.Strings(TextProto.Parse(File.ReadAllText(_directory["out/_schema.pbtxt"])), "value")));
        using var statistics = JsonDocument.Parse(File.ReadAllBytes(_directory["out/_statistics.json"]));
        var distinct = statistics.RootElement.GetProperty("features")[0].GetProperty("bytes").GetProperty("distinct");
        Assert.Equal(InOrder(s_names), InOrder(distinct.EnumerateArray().Select(d => d.GetProperty("value").GetString()!)));
    }

    [Fact]
    public void WarmupShow_HostileServerModelAndInputs_ReachCurlAsTheyAre()
    {
        var log = WarmupGolden.Read("good/predict-multi-input")[0];
        var request = log.PredictLog.Request;
        (request.ModelSpec.Name, request.ModelSpec.VersionLabel, request.ModelSpec.SignatureName) = (string.Concat(s_names), "`touch pwned`", string.Concat(s_names));
        var tensor = request.Inputs.Values.First();
        foreach (var name in s_names)
            request.Inputs[name] = tensor;
        using (var writer = new TfRecordWriter(_directory["requests"]))
        {
            writer.Write(log.ToByteArray());
            writer.Complete();
        }
        string[] show = ["warmup", "show", _directory["requests"]];
        var server = "http://h'ost/$(touch pwned)?a=b&c=`touch pwned`;touch pwned";
        var body = CliRun.Of([.. show, "--json"]).Out.TrimEnd('\n');
        var words = Bash.Run("curl() { printf '%s\\0' \"$@\"; }\n" + CliRun.Of([.. show, "--server", server]).Out, _directory.Path).Split('\0');
        Assert.Equal([$"{server}/v1/models/{Uri.EscapeDataString(request.ModelSpec.Name)}/labels/%60touch%20pwned%60:predict", "-d", body, ""], words);
        using var read = JsonDocument.Parse(body);
        Assert.Superset(s_names.ToHashSet(), read.RootElement.GetProperty("inputs").EnumerateObject().Select(i => i.Name).ToHashSet());
        Assert.Equal(["requests"], _directory.Tree());
    }

    [Fact]
    public void Verbs_PathsThatAreCode_WriteAndReadThem()
    {
        Write(_directory["rows.parquet"]);
        foreach (var name in s_names.Where(n => n != ".." && !n.Contains('/', StringComparison.Ordinal)))
        {
            var path = Path.Combine(_directory.Path, name, "a" + name);
            var typed = path.Replace("${", "$${", StringComparison.Ordinal);
            Assert.True(HostileRun.Works(name, ["convert", _directory["rows.parquet"], typed]));
            Assert.True(HostileRun.Works(name, ["convert", _directory["rows.parquet"], typed, "--mode", "append"]));
            Assert.True(HostileRun.Works(name, ["convert", _directory["rows.parquet"], typed, "--mode", "overwrite"]));
            Assert.True(HostileRun.Works(name, ["verify", path]));
            Assert.Equal(["a" + name], new DirectoryInfo(Path.Combine(_directory.Path, name)).EnumerateFileSystemInfos().Select(e => e.Name));
        }
    }

    static IEnumerable<string> InOrder(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

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

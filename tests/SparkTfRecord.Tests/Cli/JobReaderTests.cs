using System.Text;
using System.Text.Json;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Cli;

public sealed class JobReaderTests
{
    [Fact]
    public void Read_EmptyObject_IsTheDefaultJob() => Assert.Equal(ToJson(new Job()), ToJson(Read("{}")));

    [Fact]
    public void Read_EveryKey_SetsTheJob()
    {
        var job = Read("""
            {
              "$schema": "job.schema.json",  // for editors
              "version": 1,
              "input": { "format": "csv", "paths": ["a", "b/*.parquet"], "table": "db.t", "options": { "header": "true" }, "sql": "select 1", "where": "day = '2026-11-22'", "columns": ["x", "y"], "exclude": ["z"] },
              "output": {
                "path": "out", "name": "rows", "recordType": "Example", "shards": 7, "shardSize": "64MiB", "codec": "gzip", "level": 9,
                "index": true, "mode": "append", "runId": "r1", "overwriteForeign": true,
              },
              "features": { "price": { "column": "cost", "as": "text" }, "y": { "unit": "ms", "label": true }, "x": { "private": true } },
              "sameLength": ["x", "z"],
              "separator": "_",
              "warmup": {
                "rows": [0, 568], "seed": 4, "model": "export", "modelName": "boston", "signature": "serve", "batchSizes": [1, 8],
                "inputs": { "input_1": { "columns": ["x", "y"], "dtype": "float64", "shape": [-1, 2] } },
                "mask": { "x": "hash" }, "maskSecret": "k"
              },
              "splits": { "shares": { "train": 0.9, "test": 0.1 }, "by": ["x"], "seed": 3 },
              "badRows": { "policy": "skip", "max": 100 },
              "engine": { "mode": "dataframe", "threads": 3 },
              "verify": true
            }
            """);

        Assert.Equal(
            """
            {"version":1,
            "input":{"format":"csv","paths":["a","b/*.parquet"],"table":"db.t","options":{"header":"true"},"sql":"select 1","where":"day = \u00272026-11-22\u0027","columns":["x","y"],"exclude":["z"]},
            "output":{"path":"out","name":"rows","recordType":"Example","shards":7,"shardSize":67108864,"codec":"gzip","level":9,
            "index":true,"mode":"append","runId":"r1","overwriteForeign":true},
            "features":{"price":{"column":"cost","as":"text","label":false,"private":false},"y":{"unit":"ms","label":true,"private":false},"x":{"label":false,"private":true}},
            "sameLength":[["x","z"]],"separator":"_",
            "splits":{"shares":{"train":0.9,"test":0.1},"by":["x"],"seed":3},
            "warmup":{"rows":[0,568],"seed":4,"model":"export","modelName":"boston","signature":"serve","batchSizes":[1,8],
            "inputs":{"input_1":{"columns":["x","y"],"dtype":"float64","shape":[-1,2]}},"mask":{"x":"hash"},"maskSecret":"k"},
            "badRows":{"policy":"skip","max":100},"engine":{"mode":"dataframe","threads":3},"verify":true}
            """.ReplaceLineEndings(""),
            ToJson(job));
    }

    [Theory]
    [InlineData("""{ "output": { "codex": "gzip" } }""", "job.json:1: a job has no key 'output.codex'; did you mean 'output.codec'.")]
    [InlineData("""{ "codec": "gzip" }""", "job.json:1: a job has no key 'codec'; did you mean 'output.codec'.")]
    [InlineData("""{ "inputs": {} }""", "job.json:1: a job has no key 'inputs'; did you mean 'input'.")]
    [InlineData("""{ "features": { "a.b": { "lable": true } } }""", "job.json:1: a job has no key 'features.a.b.lable'; did you mean 'features.*.label'.")]
    [InlineData("""{ "engine": { "quux": 1 } }""", "job.json:1: a job has no key 'engine.quux'; did you mean 'engine.mode'.")]
    [InlineData("""{ "badRows": { "max": "1.5" } }""", "job.json:1: 'badRows.max' is '1.5'; expected a number of rows such as 100, or a share of them such as \"0.1%\".")]
    [InlineData("{\n \"output\":\n { \"shards\":\n \"four\" } }", "job.json:4: 'output.shards' is 'four'; expected a whole number of at least 1.")]
    [InlineData("""{ "output": { "shards": 0 } }""", "job.json:1: 'output.shards' is 0; expected a whole number of at least 1.")]
    [InlineData("""{ "output": { "shards": 1.5 } }""", "job.json:1: 'output.shards' is 1.5; expected a whole number of at least 1.")]
    [InlineData("""{ "output": { "level": 10 } }""", "job.json:1: 'output.level' is 10; expected a whole number, 0 to 9.")]
    [InlineData("""{ "output": { "codec": "lz4" } }""", "job.json:1: 'output.codec' is 'lz4'; expected none, gzip or zlib.")]
    [InlineData("""{ "output": { "mode": null } }""", "job.json:1: 'output.mode' is null; expected error, overwrite, append or ignore.")]
    [InlineData("""{ "output": { "recordType": "Avro" } }""", "job.json:1: 'output.recordType' is 'Avro'; expected Example, SequenceExample or ByteArray.")]
    [InlineData("""{ "output": { "shardSize": "12 parsecs" } }""",
        "job.json:1: 'output.shardSize' is '12 parsecs'; expected a size such as 128MiB, 1GB or a number of bytes.")]
    [InlineData("""{ "input": { "paths": "a" } }""", "job.json:1: 'input.paths' is 'a'; expected an array of strings.")]
    [InlineData("""{ "input": [] }""", "job.json:1: 'input' is an array; expected an object.")]
    [InlineData("""{ "verify": "true" }""", "job.json:1: 'verify' is 'true'; expected true or false.")]
    [InlineData("""{ "warmup": { "rows": [-1] } }""", "job.json:1: 'warmup.rows' is an array; expected a number of rows to sample, or an array of 0-based rows.")]
    [InlineData("""{ "version": 2 }""", "job.json:1: 'version' is 2; expected a whole number, 1 to 1.")]
    [InlineData("[]", "job.json:1: the job is an array; expected an object.")]
    public void Read_WrongKeyOrValue_SaysWhereAndWhat(string json, string problem) =>
        Assert.Equal([problem], Assert.Throws<PlanException>(() => Read(json)).Problems);

    [Fact]
    public void Read_SeveralProblems_ReportsAll()
    {
        var problems = Assert.Throws<PlanException>(() => Read("{\"verify\": 1,\n\"splitz\": {},\n\"input\": {\"where\": \"d = '${ds}'\", \"paths\": [\"${root}/a\", \"${ds}\"]}}")).Problems;

        Assert.Equal(5, problems.Count);
        Assert.Equal("job.json:3: ${ds} is not set; give it with --set ds=VALUE, or write $${ for the two characters.", problems[0]);
        Assert.StartsWith("job.json:3: ${root} is not set", problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "job.json:1: this is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("", "job.json:1: this is not JSON: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    [InlineData("{}\n{}", "job.json:2: this is not JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{\"verify\": true,\n\"verify\": false}", "job.json:2: 'verify' is written a second time, first at job.json:1; keep one.")]
    public void Read_NotJson_SaysTheLine(string json, string problem) =>
        Assert.Equal(problem, Assert.Throws<PlanException>(() => Read(json)).Message);

    [Fact]
    public void Read_Placeholders_AreFilledOnceAndMayBeNumbers()
    {
        var job = Read(
            """{ "input": { "where": "d = '${ds}' and e = '$${x}'" }, "output": { "path": "${env:OUT}/${ds}", "shards": "${n}", "runId": "${odd}" } }""",
            ("ds", "2026-11-22"), ("n", "4"), ("odd", "${ds}"));

        Assert.Equal("d = '2026-11-22' and e = '$${x}'", job.Input.Where);
        Assert.Equal("${env:OUT}/2026-11-22", job.Output.Path);
        Assert.Equal(4, job.Output.Shards);

        var resolved = Placeholders.Resolve(job, name => name == "OUT" ? "/data" : null);
        Assert.Equal("d = '2026-11-22' and e = '${x}'", resolved.Input.Where);
        Assert.Equal("/data/2026-11-22", resolved.Output.Path);
        Assert.Equal("${ds}", resolved.Output.RunId);
    }

    [Fact]
    public void Resolve_UnsetVariable_IsAPlanError() => Assert.Equal(
        ["${env:NOT_SET} in the job: the environment variable is not set."],
        Assert.Throws<PlanException>(() => Placeholders.Resolve(Read("""{ "output": { "path": "${env:NOT_SET}" } }"""), _ => null)).Problems);

    [Fact]
    public void Resolve_VariableInAFeature_IsRefusedAsItsValueWouldBeStored()
    {
        var job = Read("""{ "features": { "a": { "null": { "default": "${env:SECRET}" } }, "b": { "oneOf": ["x", "$${env:SECRET}", "${env:SECRET}"] }, "$${env:c}": {} } }""");
        Assert.Equal(["features.a", "features.b"], Assert.Throws<PlanException>(() => Placeholders.Resolve(job, _ => "hush")).Problems.Select(p => p.Split(':')[0]));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("100B", 100)]
    [InlineData("128MiB", 134217728)]
    [InlineData("128m", 134217728)] // Spark's letters
    [InlineData("1GB", 1000000000)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("2tb", 2000000000000)]
    public void SizeValue_Text_IsBytes(string text, long bytes)
    {
        Assert.True(SizeValue.TryParse(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1MB")]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("1e9")]
    [InlineData("1MiBB")]
    [InlineData("1 MB extra")]
    [InlineData("9999999999999999999999TB")]
    public void SizeValue_NoSize_IsRefused(string text) => Assert.False(SizeValue.TryParse(text, out _));

    [Fact]
    public void Read_NotUtf8_SaysTheLine() => Assert.Equal(
        "job.json:2: this is not UTF-8, as JSON must be.",
        Assert.Throws<PlanException>(() => JobFile.Parse("job.json", [.. "{\n\"verify\": \""u8, 0xFF, .. "\"}"u8])).Message);

    static Job Read(string json, params (string Name, string Value)[] values) =>
        JobReader.Read(JobFile.Parse("job.json", Encoding.UTF8.GetBytes(json)), values.ToDictionary(v => v.Name, v => v.Value));

    static string ToJson(Job job) => JsonSerializer.Serialize(job, PlanningJson.Default.Job);
}

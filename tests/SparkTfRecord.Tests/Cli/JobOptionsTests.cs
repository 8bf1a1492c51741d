using System.CommandLine;
using System.Text.Json;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Cli;

public sealed class JobOptionsTests
{
    [Fact]
    public void Read_EveryLongOption_SetsTheJob()
    {
        var job = Read(
            "--input-paths", "a", "--input-paths", "b,c.parquet", "--input-format", "csv", "--input-table", "db.t", "--input-options", "header=true", "--input-options", "sep==", "--input-sql", "select 1", "--input-where", "day = 1", "--input-columns", "x,y", "--input-exclude", "z",
            "--output-path", "out", "--output-name", "rows", "--output-record-type", "Example", "--output-shards", "7", "--output-shard-size", "64MiB",
            "--output-codec", "gzip", "--output-level", "9", "--output-index", "--output-mode", "append", "--output-run-id", "r1", "--output-overwrite-foreign",
            "--features-column", "price=co=st", "--features-as", "price=TEXT", "--features-unit", "y=ms", "--same-length", "x,y", "--same-length", "z,w", "--separator", "_", "--features-label", "y", "--features-private", "x,z.w",
            "--warmup-rows", "[0,568]", "--warmup-seed", "4", "--warmup-model", "export", "--warmup-model-name", "boston", "--warmup-signature", "serve",
            "--warmup-batch-sizes", "1,8", "--warmup-mask", "x=Hash", "--warmup-mask-secret", "k",
            "--warmup-inputs-columns", "input_1=x,y", "--warmup-inputs-dtype", "input_1=float64", "--warmup-inputs-shape", "input_1=-1,2",
            "--splits-shares", "train=0.8", "--splits-shares", "test=0.2", "--splits-by", "u,v", "--splits-seed", "7",
            "--bad-rows-policy", "Quarantine", "--bad-rows-max", "0.1%", "--engine-mode", "DataFrame", "--engine-threads", "3", "--verify");

        Assert.Equal(
            """
            {"version":1,
            "input":{"format":"csv","paths":["a","b,c.parquet"],"table":"db.t","options":{"header":"true","sep":"="},"sql":"select 1","where":"day = 1","columns":["x","y"],"exclude":["z"]},
            "output":{"path":"out","name":"rows","recordType":"Example","shards":7,"shardSize":67108864,"codec":"gzip","level":9,
            "index":true,"mode":"append","runId":"r1","overwriteForeign":true},
            "features":{"price":{"column":"co=st","as":"text","label":false,"private":false},"y":{"unit":"ms","label":true,"private":false},
            "x":{"label":false,"private":true},"z.w":{"label":false,"private":true}},"sameLength":[["x","y"],["z","w"]],"separator":"_",
            "splits":{"shares":{"train":0.8,"test":0.2},"by":["u","v"],"seed":7},
            "warmup":{"rows":[0,568],"seed":4,"model":"export","modelName":"boston","signature":"serve","batchSizes":[1,8],
            "inputs":{"input_1":{"columns":["x","y"],"dtype":"float64","shape":[-1,2]}},"mask":{"x":"hash"},"maskSecret":"k"},
            "badRows":{"policy":"quarantine","max":"0.1%"},"engine":{"mode":"dataframe","threads":3},"verify":true}
            """.ReplaceLineEndings(""),
            ToJson(job));
    }

    [Theory]
    [InlineData("in out", "--input-paths in --output-path out")]
    [InlineData("a b out", "--input-paths a --input-paths b --output-path out")]
    [InlineData("--output=out --shards=3", "--output-path out --output-shards 3")]
    [InlineData("-o out", "--output-path out")]
    [InlineData("--verify false", "")]
    [InlineData("--shards 2 --shards 3", "--shards 3")]
    [InlineData("--columns a --columns b", "--columns a,b")]
    [InlineData("--columns [\"a,b\"]", "--columns [\"a,b\"]")]
    [InlineData("--features-null x=default:0", "--features-null x=default:0")]
    [InlineData("--features-one-of x=a,b", "--features-one-of x=[\"a\",\"b\"]")]
    [InlineData("--warmup-rows 8", "--warmup-rows 8")]
    [InlineData("--warmup-rows 0,8", "--warmup-rows [0,8]")]
    [InlineData("--mode ErrorIfExists", "--mode error")]
    [InlineData("--mode default", "--mode error")]
    [InlineData("--mode Overwrite", "--mode overwrite")]
    [InlineData("--recordType Example", "--record-type Example")]
    [InlineData("--codec org.apache.hadoop.io.compress.GzipCodec", "--codec gzip")]
    [InlineData("--codec org.apache.hadoop.io.compress.DefaultCodec", "--codec zlib")]
    [InlineData("--codec org.apache.hadoop.io.compress.DeflateCodec", "--codec zlib")]
    public void Read_OtherSpelling_MeansTheSame(string line, string same) => Assert.Equal(ToJson(Read(Split(same))), ToJson(Read(Split(line))));

    [Fact]
    public void Read_JobFileAndOptions_OptionsWin()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "input": { "paths": ["${unset}"], "exclude": ["z"] }, "output": { "path": "there", "shards": 4 }, "verify": true, "warmup": null }""");

            var job = Read("here.parquet", "out", "--job", file, "--shards", "5", "--verify", "false", "--model-name", "m");

            Assert.Equal(["here.parquet"], job.Input.Paths);
            Assert.Equal(["z"], job.Input.Exclude);
            Assert.Equal(("out", 5, false), (job.Output.Path, job.Output.Shards, job.Verify));
            Assert.Equal("m", job.Warmup!.ModelName);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Read_JobItselfInPlaceOfAFile_IsTheJob()
    {
        const string Text = """{ "output": { "path": "out/${ds}", "shards": 4 } }""";
        var job = Read("--job", Text, "--set", "ds=1", "--shards", "5");
        Assert.Equal(("out/1", 5), (job.Output.Path, job.Output.Shards));
        Assert.StartsWith("--job:1: ${ds} is not set", Assert.Throws<PlanException>(() => Read("--job", Text)).Message, StringComparison.Ordinal);
    }

    static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static Job Read(params string[] arguments)
    {
        var verb = new Command("convert");
        var options = new JobOptions(verb, outputRequired: false);
        var typed = verb.Parse(arguments);
        Assert.Empty(typed.Errors);
        return options.Read(typed);
    }

    static string ToJson(Job job) => JsonSerializer.Serialize(job, PlanningJson.Default.Job);
}

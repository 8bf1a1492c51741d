using Apache.Arrow.Types;
using SparkTfRecord.Tests.Serving;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class WarmupVerbTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_ModelBase_PutsTheFileIntoTheNewestVersionAndCheckFindsNothing()
    {
        var model = Model("tagger", 3, 12);

        var run = CliRun.Of("warmup", "write", Golden.Path("saved_models/tagger.parquet"), "--model", model, "--rows", "0,5", "--batch-sizes", "1,2");

        var file = Path.Combine(model, "12", "assets.extra", "tf_serving_warmup_requests");
        Assert.Equal((0, $"{file}  3 requests from 2 rows for tagger, version 12\n"), (run.ExitCode, run.Out));
        Assert.Equal("warning: warm-up: the values of 'tokens' are in clear; hide those that must not lie beside a model with warmup.mask\n", run.Error);
        Assert.Equal(["12/", "12/assets.extra/", "12/assets.extra/tf_serving_warmup_requests", "12/saved_model.pb", "3/", "3/saved_model.pb"], TemporaryDirectory.Tree(model));
        var check = CliRun.Of("warmup", "check", model);
        Assert.Equal((0, $"{file}  3 requests, no fault\n"), (check.ExitCode, check.Out));
    }

    [Fact]
    public void Write_KeptRowsAndShardsOfADataSet_MakeTheSameRequests()
    {
        var (model, output) = (Model("tagger", 1), _directory["out"]);
        Assert.Equal(0, CliRun.Of("convert", Golden.Path("saved_models/tagger.parquet"), output, "--warmup-rows", "4", "--shards", "3", "-q").ExitCode);

        var files = new[] { output, $"{output}/_warmup", $"{output}/_warmup/rows.arrow", Golden.Path("saved_models/tagger.parquet") }.Select((input, i) =>
        {
            Assert.Equal(0, CliRun.Of("warmup", "write", input, "--model", model, "--rows", "4", "-o", _directory[$"{i}"], "-q").ExitCode);
            return File.ReadAllBytes(_directory[$"{i}"]);
        }).ToList();
        Directory.Delete($"{output}/_warmup", true);
        Assert.Equal(0, CliRun.Of("warmup", "write", output, "--model", model, "--rows", "4", "-o", _directory["records"], "-q").ExitCode);

        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_directory["records"]), file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/data-00000-of-00001.tfrecord")]
    [InlineData("/_warmup")]
    public void Write_RecordsAndKeptRows_HidePrivateFeatures(string input)
    {
        var output = _directory["out"];
        JsonColumn.WriteParquet(_directory["in.parquet"], ("email", StringType.Default, ["ada@example.com"]), ("city", StringType.Default, ["Praha"]));
        string[] model = ["--warmup-inputs-columns", "email=email", "--warmup-inputs-columns", "city=city", "--warmup-inputs-dtype", "email=string", "--warmup-inputs-dtype", "city=string"];
        Assert.Equal(0, CliRun.Of("convert", _directory["in.parquet"], output, "--private", "email", "--warmup-rows", "8", "-q").ExitCode);
        if (input != "/_warmup")
            Directory.Delete($"{output}/_warmup", true);

        // What the manifest or the kept rows call private, what the job does, and nothing that is only typed wrongly.
        Assert.Equal((false, true), Sent([]));
        Assert.Equal((false, false), Sent(["--private", "city"]));
        Assert.Equal((false, false), Sent(["--job", """{ "features": { "town": { "column": "city", "private": true } }, "input": { "exclude": ["ssn"] } }"""]));
        var run = CliRun.Of(["warmup", "write", output + input, .. model, "-o", _directory["none"], "--private", "citi"]);
        Assert.Equal((2, "sparktfrecord: --private: there is no feature 'citi'; did you mean 'city'?\n"), (run.ExitCode, run.Error));

        (bool Email, bool City) Sent(string[] options)
        {
            var run = CliRun.Of(["warmup", "write", output + input, .. model, "-o", _directory["requests"], .. options]);
            Assert.True(run.ExitCode == 0, run.Error);
            var requests = File.ReadAllBytes(_directory["requests"]);
            return (requests.AsSpan().IndexOf("ada@"u8) >= 0, requests.AsSpan().IndexOf("Praha"u8) >= 0);
        }
    }

    [Theory]
    [InlineData("--exclude", "tokens")]
    [InlineData("--where", "day = 1")]
    [InlineData("--columns", "doc")]
    [InlineData("--features-as", "doc=text")]
    public void Write_OptionsForATableOnRecords_AreRefused(string option, string value)
    {
        Assert.Equal(0, CliRun.Of("convert", Golden.Path("saved_models/tagger.parquet"), _directory["out"], "-q").ExitCode);
        var run = CliRun.Of("warmup", "write", _directory["out"], "--model", Model("tagger", 1), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"sparktfrecord: {option}: '{_directory["out"]}' holds rows that are converted already; leave the option out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_BareSavedModel_NeedsAPlace()
    {
        var run = CliRun.Of("warmup", "write", Golden.Path("saved_models/tagger.parquet"), "--model", Golden.Path("saved_models/tagger/1/saved_model.pb"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("say with -o where the file goes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TableThatDoesNotFit_WritesNothing()
    {
        var model = Model("boston", 1);

        var run = CliRun.Of("warmup", "write", Golden.Path("saved_models/tagger.parquet"), "--model", model);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "sparktfrecord: warmup: signature 'serving_default': no column for input_1 (float32 [-1, 30]); the columns without an input are 'doc', 'tokens'; "
            + "name the columns of each input in warmup.inputs\n", run.Error);
        Assert.Equal(["1/", "1/saved_model.pb"], TemporaryDirectory.Tree(model));
    }

    [Theory]
    [InlineData("warmup", "write", "in.parquet")]
    [InlineData("warmup", "write", "in.parquet", "--model", "nowhere")]
    [InlineData("warmup", "check", "nowhere")]
    public void Verb_ModelThatIsNotThere_ExitsTwo(params string[] arguments) => Assert.Equal(2, CliRun.Of(arguments).ExitCode);

    [Fact]
    public void Check_FileWithFaults_ExitsOneWithALineEach()
    {
        var run = CliRun.Of("warmup", "check", Golden.Path("saved_models/boston/1"), WarmupGolden.PathOf("bad/second-record-bad"), "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("sparktfrecord: record 1: input 'input_1' has the shape [1, 5]; the signature wants [-1, 30]\n", run.Error);
        Assert.StartsWith("{\"exitCode\":1,", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FileInTheWrongPlace_SaysWhereItBelongs()
    {
        var model = Model("boston", 1);
        var misplaced = Directory.CreateDirectory(Path.Combine(model, "1", "assets")).FullName;
        File.Copy(WarmupGolden.PathOf("good/seed-predict"), Path.Combine(misplaced, "tf_serving_warmup_requests"));

        var run = CliRun.Of("warmup", "check", model);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"the server does not look here; rename it to {model}/1/assets.extra/tf_serving_warmup_requests", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_PredictRequest_IsALineForTheShell()
    {
        var run = CliRun.Of("warmup", "show", WarmupGolden.PathOf("good/predict-multi-input"), "-r", "1");
        Assert.Equal((0, """
            curl http://localhost:8501/v1/models/ranker:predict -d '{"signature_name":"serving_default","inputs":{"city":["Praha"],"dense":[[1,2,3,4]],"premium":[true],"price":[[9.99]],"tokens":[[1,2,3]],"user_id":[1]}}'

            """), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("good/classify-default-signature", 0, """
        {"signature_name":"serving_default","examples":[{"bill_depth_mm":18.7,"bill_length_mm":39.1,"body_mass_g":3750.0,"flipper_length_mm":181.0,"island":"Torgersen","year":2007}]}
        """)]
    [InlineData("good/regress-with-context", 0, """
        {"signature_name":"regress","context":{"year":2009},"examples":[{"bill_depth_mm":1.0,"bill_length_mm":1.0,"body_mass_g":1.0,"flipper_length_mm":1.0},{}]}
        """)]
    [InlineData("good/defaults-left-out", 1, """{"signature_name":"serving_default","inputs":{"scale":2,"x":[[1,1]]}}""")]
    [InlineData("good/predict-sequence", 3, """{"signature_name":"serving_default","inputs":{"tokens":[[]]}}""")]
    public void Show_Json_IsTheServersBody(string file, int record, string body)
    {
        var run = CliRun.Of("warmup", "show", WarmupGolden.PathOf(file), "--json", "-r", $"{record}");
        Assert.Equal((0, body.Trim()), (run.ExitCode, run.Out.Trim()));
    }

    [Fact]
    public void Show_EveryGoodFile_CanBeShown() => Assert.All(
        Directory.GetDirectories(Golden.Path("warmup/good")).Select(Path.GetFileName).Where(f => f != "predict-types"),
        file => Assert.Equal(0, CliRun.Of("warmup", "show", WarmupGolden.PathOf($"good/{file}")).ExitCode));

    [Fact]
    public void Show_RecordBeyondTheEnd_SaysHowManyThereAre() => Assert.Contains(
        "there is no record 4; it has 4 records, counted from 0",
        CliRun.Of("warmup", "show", WarmupGolden.PathOf("good/predict-crf"), "-r", "4").Error, StringComparison.Ordinal);

    // A base directory with versions of a golden model.
    string Model(string name, params int[] versions)
    {
        var model = _directory[name];
        foreach (var version in versions)
        {
            var directory = Directory.CreateDirectory(Path.Combine(model, $"{version}")).FullName;
            File.Copy(Directory.GetFiles(Golden.Path($"saved_models/{name}"), "saved_model.pb", SearchOption.AllDirectories).Single(), Path.Combine(directory, "saved_model.pb"));
        }
        return model;
    }
}

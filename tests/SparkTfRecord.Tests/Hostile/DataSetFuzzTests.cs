using SparkTfRecord.Tests.Cli;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Data sets whose small files are damaged at random: read, verified, appended to and replaced.</summary>
public sealed class DataSetFuzzTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly string _input = Golden.Path("data/wine.parquet");
    readonly string _out;

    public DataSetFuzzTests()
    {
        _out = _directory["out"];
        Assert.Equal(0, CliRun.Of("convert", _input, _out, "--shards", "2", "--split", "a=0.5", "--split", "b=0.5", "--run-id", "first").ExitCode);
        Assert.Equal(0, CliRun.Of("convert", _input, _out, "--shards", "2", "--split", "a=0.5", "--split", "b=0.5", "--run-id", "second", "--mode", "append").ExitCode);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Verbs_DamagedManifest_WorkOrRefuse()
    {
        var path = Path.Combine(_out, "_manifest.json");
        var whole = File.ReadAllBytes(path);
        var (verified, appended) = (0, 0);
        for (var seed = 0; seed < Fuzz.Iterations(60); seed++)
        {
            File.WriteAllBytes(path, JsonMutation.Of(whole, new Random(seed)));
            verified += HostileRun.Works($"seed {seed}", ["verify", _out]) ? 1 : 0;
            HostileRun.Works($"seed {seed}", ["head", _out]);
            appended += HostileRun.Works($"seed {seed}", ["plan", _input, _out, "--split", "a=0.5", "--split", "b=0.5", "--run-id", "second", "--mode", "append"]) ? 1 : 0;
        }

        Assert.InRange(verified, 1, 59);
        Assert.InRange(appended, 1, 59);
    }

    [Theory]
    [InlineData("append")]
    [InlineData("overwrite")]
    public void Convert_OverADamagedManifest_WorksOrLeavesAllAsItWas(string mode)
    {
        var path = Path.Combine(_out, "_manifest.json");
        var whole = File.ReadAllBytes(path);
        for (var seed = 0; seed < Fuzz.Iterations(25); seed++)
        {
            File.WriteAllBytes(path, JsonMutation.Of(whole, new Random(seed)));
            var before = TemporaryDirectory.Tree(_directory.Path);
            if (!HostileRun.Works($"seed {seed}", ["convert", _input, _out, "--split", "a=0.5", "--split", "b=0.5", "--run-id", "second", "--mode", mode]))
            {
                Assert.Equal(before, TemporaryDirectory.Tree(_directory.Path));
                continue;
            }
            var sound = HostileRun.Works($"seed {seed}", ["verify", _out]);
            if (mode == "append") // what it kept of the old manifest may be wrong
                continue;
            Assert.True(sound);
            return; // a manifest that is taken ends the data set it spoke of
        }
    }

    [Theory]
    [InlineData("_statistics.json", "append", "--mode", "append", "--run-id", "third")]
    [InlineData("_feature_spec.json", "expected", "--mode", "overwrite", "--expect-spec", "SPEC")]
    public void Convert_DamagedSidecar_WorksOrRefuses(string sidecar, string what, params string[] options)
    {
        var path = _directory[sidecar];
        var whole = File.ReadAllBytes(Path.Combine(_out, sidecar));
        for (var seed = 0; seed < Fuzz.Iterations(25); seed++)
        {
            File.WriteAllBytes(path, JsonMutation.Of(whole, new Random(seed)));
            if (sidecar == "_statistics.json")
                File.Copy(path, Path.Combine(_out, sidecar), overwrite: true);
            HostileRun.Works($"{what}, seed {seed}", ["convert", _input, _out, "--split", "a=0.5", "--split", "b=0.5", .. options.Select(o => o == "SPEC" ? path : o)]);
        }
    }
}

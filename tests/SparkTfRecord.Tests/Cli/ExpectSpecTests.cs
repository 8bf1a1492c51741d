using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

/// <summary>palmerpenguins: 344 rows, 2 without measures, 11 without sex; no species or year is missing.</summary>
public sealed class ExpectSpecTests : IDisposable
{
    static readonly string s_penguins = Golden.Path("data/penguins.parquet");

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    CliRun Convert(string output, params string[] options) => CliRun.Of(["convert", s_penguins, _directory[output], "--exclude", "island", .. options]);

    // The spec of a run without options, with something in it replaced.
    string Pinned(string old = "", string replacement = "")
    {
        Assert.Equal(0, Convert("pinned", "--mode", "overwrite").ExitCode);
        var json = File.ReadAllText(_directory["pinned/_feature_spec.json"]);
        if (old.Length > 0)
            Assert.Contains(old, json, StringComparison.Ordinal);
        File.WriteAllText(_directory["spec.json"], old.Length == 0 ? json : json.Replace(old, replacement, StringComparison.Ordinal));
        return _directory["spec.json"];
    }

    [Fact]
    public void Convert_SameSpecInOtherShards_IsWritten()
    {
        Assert.Equal(0, Convert("out", "--shards", "7", "--expect-spec", Pinned()).ExitCode);
        Assert.Contains("of-00007", File.ReadAllText(_directory["out/_feature_spec.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OtherSpecByTheJob_ExitsTwoAndNamesEachDifference()
    {
        var spec = Pinned("int64", "float32");
        var run = Convert("out", "--columns", "species,sex,year", "--label", "sex", "--codec", "gzip", "--split", "a=0.5", "--split", "b=0.5", "--expect-spec", spec);

        Assert.Equal(2, run.ExitCode);
        string[] differences =
        [
            "compression: none there, 'GZIP' here", "label: none there, 'sex' here", "splits: none there, a, b here",
            "feature 'year': float32 by FixedLenFeature [] there, int64 by FixedLenFeature [] here", "feature 'bill_length_mm': float32 by RaggedFeature there, left out here",
        ];
        Assert.All(differences, d => Assert.Contains($"--expect-spec '{spec}': {d}; correct the job, or expect the new spec.", run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("species", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["out"]));
        Assert.Equal(run.Error, CliRun.Of("plan", s_penguins, "--columns", "species,sex,year", "--label", "sex", "--codec", "gzip", "--split", "a=0.5", "--split", "b=0.5", "--expect-spec", spec).Error);
    }

    [Fact]
    public void Convert_NullsWhereNoneWereExpected_ExitsOneAndLeavesTheOldDataSet()
    {
        var spec = Pinned("""
            "name": "sex",
                  "dtype": "string",
                  "parse": "RaggedFeature"
            """, """
            "name": "sex",
                  "dtype": "string",
                  "parse": "FixedLenFeature",
                  "shape": []
            """);
        var run = Convert("pinned", "--mode", "overwrite", "--shards", "5", "--expect-spec", spec);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("feature 'sex': string by FixedLenFeature [] there, string by RaggedFeature here, without a value in 11 records. Nothing was written", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_directory["pinned/data-00000-of-00001.tfrecord"]));
        Assert.DoesNotContain(_directory.Tree(), name => name.Contains("staging", StringComparison.Ordinal));
        Assert.Equal(0, Convert("pinned", "--mode", "overwrite", "--features-null", "sex=default:?", "--expect-spec", spec).ExitCode);
    }

    [Fact]
    public void Convert_NoNullsWhereTheyWereExpected_IsReadAsRaggedAllTheSame()
    {
        var spec = Pinned();
        Assert.Equal(0, Convert("out", "--features-null", "sex=default:?", "--expect-spec", spec).ExitCode);
        Assert.Contains("\"sex\": tf.io.RaggedFeature(tf.string),", File.ReadAllText(_directory["out/_feature_spec.py"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(spec), File.ReadAllText(_directory["out/_feature_spec.json"]));
    }

    [Fact]
    public void Convert_NoSpecThere_ExitsTwo()
    {
        Assert.Contains("--expect-spec '/nowhere.json' cannot be read (", Convert("out", "--expect-spec", "/nowhere.json").Error, StringComparison.Ordinal);
        File.WriteAllText(_directory["twice.json"], File.ReadAllText(Pinned()).Replace("\"sex\"", "\"year\"", StringComparison.Ordinal));
        Assert.Contains("cannot be read (it is damaged, or of another version)", Convert("out", "--expect-spec", _directory["twice.json"]).Error, StringComparison.Ordinal);
        var run = Convert("out", "--expect-spec", s_penguins);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("name the _feature_spec.json of a data set.", run.Error, StringComparison.Ordinal);
    }
}

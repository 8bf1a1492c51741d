using System.Text.Json.Nodes;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

/// <summary>Records that are the bytes of one column, through the whole program.</summary>
public sealed class ByteArrayTests : IDisposable
{
    static readonly string s_binary = Golden.Path("types/binary.parquet");

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    // What pyarrow put into the column; null stands for nulls.
    static List<byte[]?> Values() => [.. JsonNode.Parse(File.ReadAllText(Golden.Path("types/binary.json")))!["values"]!["binary"]!.AsArray()
        .Select(v => v is null ? null : System.Convert.FromBase64String(v.GetValue<string>()))];

    CliRun Convert(params string[] options) => CliRun.Of(["convert", s_binary, _directory["out"], "--record-type", "ByteArray", "--shards", "1", .. options]);

    List<byte[]> Records() => RecordList.OfDataSet(_directory["out"]);

    [Fact]
    public void Convert_BinaryColumn_IsTheRecords()
    {
        Assert.Equal(0, Convert("--bad-rows", "skip", "--verify").ExitCode);
        Assert.Contains(null, Values());
        Assert.Equal(Values().OfType<byte[]>(), Records());
    }

    [Fact]
    public void Convert_Null_IsABadRowOrTheDefault()
    {
        var failed = Convert();
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("column 'binary': the value is null, and there is nothing else in the record; set null to {\"default\": …}", failed.Error, StringComparison.Ordinal);

        Assert.Equal(0, Convert("--features-null", "binary=default:none").ExitCode);
        Assert.Equal(Values().Select(v => v ?? "none"u8.ToArray()), Records());
    }

    [Fact]
    public void Convert_OtherThanOneColumnOfBytes_NamesTheCandidates()
    {
        var several = CliRun.Of("convert", Golden.Path("data/penguins.parquet"), _directory["out"], "--recordType", "ByteArray");
        Assert.Equal(2, several.ExitCode);
        Assert.Contains("8 columns are chosen; choose one with --columns species, or: island, sex.", several.Error, StringComparison.Ordinal);

        var number = CliRun.Of("convert", Golden.Path("data/penguins.parquet"), _directory["out"], "--recordType", "ByteArray", "--columns", "year");
        Assert.Contains("'year' is int64; none of them is of bytes: choose --record-type Example.", number.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["out"]));
    }

    [Fact]
    public void Convert_WithWarmupOrLabel_IsRefused()
    {
        Assert.Contains("warmup: requests are made of Examples, not of --record-type ByteArray", Convert("--warmup-rows", "2").Error, StringComparison.Ordinal);
        Assert.Contains("features.binary.label: a record of bytes has no features apart", Convert("--label", "binary").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_DataSetOfBytes_ReadIt()
    {
        Convert("--bad-rows", "skip");
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Assert.Contains("1 fault", CliRun.Of("verify", _directory["out/data-00000-of-00001.tfrecord"]).Out, StringComparison.Ordinal);
        Assert.Equal("\"\"\n\"\\u0000\"\n", CliRun.Of("head", _directory["out"], "-n", "2").Out);
        Assert.Equal(CliRun.Of("head", _directory["out"], "-n", "2").Out, CliRun.Of("head", _directory["out/data-00000-of-00001.tfrecord"], "-n", "2", "--record-type", "ByteArray").Out);

        var spec = CliRun.Of("spec", _directory["out"]).Out;
        Assert.DoesNotContain("FEATURES", spec, StringComparison.Ordinal);
        Assert.Contains("return records\n", spec, StringComparison.Ordinal);
    }

    [Fact]
    public void FeatureSpec_OfBytes_GivesTheRecords()
    {
        Convert("--bad-rows", "skip", "--split", "a=0.5", "--split", "b=0.5");
        var printed = Python.Run("""
            import runpy, sys
            spec = runpy.run_path(sys.argv[1] + "/_feature_spec.py")
            print(sum(len(batch) for split in "ab" for batch in spec["dataset"](sys.argv[1], split, batch=7)), spec["parse"]([b"x"]))
            """, _directory["out"]);
        Assert.Equal($"{Values().Count(v => v is not null)} [b'x']", printed.Trim());
    }
}

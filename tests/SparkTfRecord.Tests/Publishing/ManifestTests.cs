using System.Security.Cryptography;
using System.Text;
using SparkTfRecord.Publishing;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Publishing;

public sealed class ManifestTests : IDisposable
{
    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();
    readonly LocalStorage _storage = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Manifest_OfADataSet_IsThisText()
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["out"], RunId = "r1" }, "ab", "123456789");
        // CRC-32C of "123456789" is the check value e3069283 of every catalogue.
        var text = File.ReadAllText(_directory["out/_manifest.json"]);
        Assert.Contains("\"crc32C\": \"e3069283\"", text, StringComparison.Ordinal);
        var manifest = Manifest.Read(_storage, _directory["out"]);
        Assert.Equal((2L, 2L, 11L), (manifest.Rows, manifest.Records, manifest.Bytes));
        var lines = $"{manifest.Shards[0].Crc32C} 2 1 data-00000-of-00002.tfrecord\ne3069283 9 1 data-00001-of-00002.tfrecord\n";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), manifest.Fingerprint);
        Assert.Equal("r1", Assert.Single(manifest.Runs).RunId);
        Assert.Equal(new ManifestInput("/in/a.parquet", 7, DateTime.UnixEpoch), Assert.Single(manifest.Runs[0].Inputs));
        Assert.Equal(["_feature_spec.json", "_warmup/tf_serving_warmup_requests"], manifest.Sidecars);
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_InputsOfUnknownLength_AreNamesAlone()
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["out"] }, "1");
        var path = _directory["out/_manifest.json"];
        var manifest = Manifest.Read(_storage, _directory["out"]);
        var run = manifest.Runs[0] with { Inputs = [new("hdfs://n/t/x.csv")] };
        File.WriteAllBytes(path, (manifest with { Runs = [run] }).ToJson());
        Assert.Equal(run.Inputs, Manifest.Read(_storage, _directory["out"]).Runs[0].Inputs);
        Assert.Matches("\"inputs\": \\[\\s*{\\s*\"path\": \"hdfs://n/t/x.csv\"\\s*}\\s*\\]", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2; this program knows versions up to 1")]
    [InlineData("\"version\": 1", "\"version\": \"x\"", "no version")]
    [InlineData("data-00000-of-00001.tfrecord", "../../etc/passwd", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "/etc/passwd", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "..", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "a\\\\b", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "a\\u0000", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "_hidden", "no name of a shard")]
    [InlineData("data-00000-of-00001.tfrecord", "other.tfrecord", "fingerprint")]
    [InlineData("_feature_spec.json", "_a/../../b", "no name of a sidecar")]
    [InlineData("_feature_spec.json", "/b", "no name of a sidecar")]
    [InlineData("\"codec\": \"none\"", "\"codec\": \"lzo\"", "codec is 'lzo'")]
    [InlineData("\"run\": 0", "\"run\": 7", "out of range")]
    [InlineData("\"shards\": [", "\"shards\": [ null, ", "no name of a shard")]
    [InlineData("\"runs\": [", "\"runs\": [ null, ", "a run or a feature is null")]
    [InlineData("\"shards\": [", "\"shards\": null, \"x\": [", "damaged")]
    [InlineData("\"sidecars\": [", "\"sidecar\": [", "'sidecars'")]
    [InlineData("{", "[", "damaged")]
    public void Read_Damaged_SaysWhy(string found, string replacement, string reason)
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["out"] }, "1");
        var path = _directory["out/_manifest.json"];
        var text = File.ReadAllText(path);
        var damaged = text.Replace(found, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, damaged);
        File.WriteAllText(path, damaged);
        var error = Assert.Throws<InvalidDataException>(() => Manifest.Read(_storage, _directory["out"]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_IsInvalidData()
    {
        SmallDataSet.Publish(_storage, new() { Path = _directory["out"] }, "1");
        var content = File.ReadAllBytes(_directory["out/_manifest.json"]);
        for (var length = 0; length < content.Length - 2; length += 7)
        {
            File.WriteAllBytes(_directory["out/_manifest.json"], content[..length]);
            Assert.Throws<InvalidDataException>(() => Manifest.Read(_storage, _directory["out"]));
        }
    }

    [Fact]
    public void Read_NoManifest_SaysSo() =>
        Assert.Contains("_manifest.json", Assert.Throws<InvalidDataException>(() => Manifest.Read(_storage, _directory.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Manifest_Secrets_AreRedactedAndNothingElse()
    {
        var job = new Job
        {
            Input = new() { Paths = ["s3a://AKIAX:s3cr3t@bucket/in?token=t0p&day=1", "/data/tokens=7/x.parquet", "${env:PASSWORD_FILE}"], Columns = ["password_hash"] },
            Output = new() { Path = "/secrets/out" },
            Features = new Dictionary<string, FeatureOptions> { ["access_token"] = new() { Private = true } },
            Engine = new() { Threads = 7 },
            Verify = true,
        };
        var text = Redaction.OfJob(job).GetRawText();
        Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t0p", text, StringComparison.Ordinal);
        Assert.DoesNotContain("threads", text, StringComparison.Ordinal);
        foreach (var kept in new[] { "bucket/in?token=*********(redacted)", "${env:PASSWORD_FILE}", "password_hash", "/secrets/out", "access_token" })
            Assert.Contains(kept, text.Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}

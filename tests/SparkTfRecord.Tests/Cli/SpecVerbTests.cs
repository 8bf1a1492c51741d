using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

public sealed class SpecVerbTests
{
    [Fact]
    public void Spec_GoldenFile_IsAPythonModule()
    {
        var run = CliRun.Of("spec", Golden.Path("pairs/breast_cancer.tfrecord"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nCOMPRESSION = \"\"\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("    \"mean_radius\": tf.io.FixedLenFeature([], tf.float32),\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("    \"breast_cancer.tfrecord\": 1,\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("records looked at; file names start at", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_SeveralDirectories_NamesFilesFromTheirCommonOne()
    {
        var run = CliRun.Of("spec", Golden.Path("pairs/breast_cancer.tfrecord"), Golden.Path("examples/types.tfrecord"), "-n", "10");

        Assert.Contains("    \"examples/types.tfrecord\": 1,\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("10 records looked at", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_MissingAndVaryingFeatures_AreRagged()
    {
        var run = CliRun.Of("spec", Golden.Path("pairs/scalars.tfrecord"), Golden.Path("pairs/sentences.tfrecord"), "--json");

        Assert.Contains("\"name\": \"words\",\n      \"dtype\": \"string\",\n      \"parse\": \"RaggedFeature\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"int64_required\",\n      \"dtype\": \"int64\",\n      \"parse\": \"RaggedFeature\"", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_MixedCodecs_ExitsTwo()
    {
        var run = CliRun.Of("spec", Golden.Path("examples/types.tfrecord"), Golden.Path("examples/types.tfrecord.gz"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("TensorFlow reads one codec at a time", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spec_KindsThatDiffer_ExitsOne()
    {
        var run = CliRun.Of("spec", Golden.Path("examples/types.tfrecord"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("record 9 at byte 1477: feature 'b' is Bytes in some records and Int64 in others", run.Error, StringComparison.Ordinal);
    }
}

using SparkTfRecord.FeatureSpecs;

namespace SparkTfRecord.Tests.FeatureSpecs;

public sealed class ShardSetTests
{
    [Fact]
    public void Group_AppendedShards_AreSetsOfTheirOwn() => Assert.Equal(
        [new ShardSet("data-{:05d}-of-00002.tfrecord.gz", 2), new ShardSet("data-1f2e3d4c-{:05d}-of-00001.tfrecord.gz", 1)],
        ShardSet.Group(["data-00000-of-00002.tfrecord.gz", "data-00001-of-00002.tfrecord.gz", "data-1f2e3d4c-00000-of-00001.tfrecord.gz"]));

    [Fact]
    public void Group_OtherNames_StandForThemselves() => Assert.Equal(
        [new ShardSet("{{x}}-of-.tfrecord", 1), new ShardSet("part-00001-of-00003.tfrecord", 1), new ShardSet("a", 1)],
        ShardSet.Group(["{x}-of-.tfrecord", "part-00001-of-00003.tfrecord", "a"]));

    [Fact]
    public void Group_BracesInTheName_AreEscapedForPythonsFormat() =>
        Assert.Equal([new ShardSet("{{x}}-{:05d}-of-00001.tfrecord", 1)], ShardSet.Group(["{x}-00000-of-00001.tfrecord"]));
}

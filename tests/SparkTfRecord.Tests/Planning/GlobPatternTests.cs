using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("data/day=*/*.parquet", "data/")]
    [InlineData("*.parquet", "./")]
    [InlineData("/x?", "/")]
    [InlineData("a/{b,c/d}/e", "a/")]
    [InlineData("s3a://bucket/*", "s3a://bucket/")]
    [InlineData("hdfs:///x*", "hdfs:///")]
    [InlineData("a/b.parquet", null)]
    public void FolderOf_Path_IsWhatStandsBeforeTheFirstWildcard(string path, string? folder) => Assert.Equal(folder, GlobPattern.FolderOf(path));

    [Theory]
    [InlineData("*.parquet", "a.parquet", true)]
    [InlineData("*.parquet", "a.parquet.crc", false)]
    [InlineData("*", "", true)]
    [InlineData("part-?", "part-1", true)]
    [InlineData("part-?", "part-12", false)]
    [InlineData("part-[0-3]", "part-3", true)]
    [InlineData("part-[0-3]", "part-4", false)]
    [InlineData("part-[!0-3]", "part-4", true)]
    [InlineData("part-[^0-3]", "part-3", false)]
    [InlineData("a[]]b", "a]b", true)]
    [InlineData("a[[]b", "a[b", true)]
    [InlineData("a[b", "a[b", true)]
    [InlineData("a+(b)", "a+(b)", true)]
    [InlineData("day=*", "day=2024-01-01", true)]
    [InlineData("*a*a*a", "aaaa", true)]
    [InlineData("A*", "abc", false)]
    public void Matches_OnePartOfAPath_FollowsTheShell(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new GlobPattern(pattern).Matches(name));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("{a,b}", "a b")]
    [InlineData("x{a,b}y{c,d}", "xayc xayd xbyc xbyd")]
    [InlineData("{a,b{c,d}}", "a bc bd")]
    [InlineData("{a/b,c}/d", "a/b/d c/d")]
    [InlineData("{a}", "a")]
    [InlineData("{a,}b", "ab b")]
    [InlineData("{a", "{a")]
    public void ExpandBraces_Nested_GivesEveryAlternative(string pattern, string expected) =>
        Assert.Equal(expected.Split(' '), GlobPattern.ExpandBraces(pattern));
}

using SparkTfRecord.Planning;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Planning;

public sealed class InputListingTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public InputListingTests()
    {
        string[] files =
        [
            "data/day=2024-01-01/a.parquet", "data/day=2024-01-01/b.parquet", "data/day=2024-01-02/a.parquet", "data/day=2024-01-02/_hidden.parquet",
            "data/_SUCCESS", "data/.crc/x", "data/_temporary/0/x.parquet", "data/_k=1/deep/x.parquet", "plain/x.parquet", "plain/sub/y.parquet", "plain/z.parquet._COPYING_",
            "odd/a[1].parquet", "odd/Z.parquet", "odd/a.parquet", "odd/\uFFFD.parquet", "odd/😀.parquet",
        ];
        foreach (var file in files)
        {
            Directory.CreateDirectory(_directory[Path.GetDirectoryName(file)!]);
            File.WriteAllText(_directory[file], file);
        }
    }

    [Theory]
    [InlineData("plain/x.parquet", "plain/x.parquet")]
    [InlineData("plain", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("plain/", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("plain/*", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("plain/*.parquet", "plain/x.parquet")]
    [InlineData("plain/**/*.parquet", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("**/y.parquet", "plain/sub/y.parquet")]
    [InlineData("plain/**", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("plain/{sub/y,x}.parquet", "plain/sub/y.parquet plain/x.parquet")]
    [InlineData("data/day=*/a.parquet", "data/day=2024-01-01/a.parquet data/day=2024-01-02/a.parquet")]
    [InlineData("data/day=2024-01-0[2-9]/*.parquet", "data/day=2024-01-02/a.parquet")]
    [InlineData("data/day=2024-01-02/_*.parquet", "data/day=2024-01-02/_hidden.parquet")]
    [InlineData("data/day=2024-01-02/_hidden.parquet", "data/day=2024-01-02/_hidden.parquet")]
    [InlineData("data/_temporary", "data/_temporary/0/x.parquet")]
    [InlineData("data/_k*", "data/_k=1/deep/x.parquet")]
    [InlineData("odd/a[1].parquet", "odd/a[1].parquet")]
    [InlineData("odd", "odd/Z.parquet odd/a.parquet odd/a[1].parquet odd/\uFFFD.parquet odd/😀.parquet")]
    public void Add_OneInput_FindsItsFilesInUtf8Order(string input, string expected)
    {
        var listing = List(input);

        Assert.Equal(expected.Split(' '), listing.Files.Select(f => f.Path[(_directory.Path.Length + 1)..]));
    }

    [Theory]
    [InlineData("data", "_k=1")]
    [InlineData("data/day=*", "day=2024-01-01")]
    [InlineData("data/day=*/*.parquet", "day=2024-01-01")]
    [InlineData("data/{day=2024-01-01,day=2024-01-02}/a.parquet", "day=2024-01-01")]
    [InlineData("data/day=2024-01-01/*.parquet", "")]
    [InlineData("data/day=2024-01-01", "")]
    public void Add_FoldersWithKeys_AreKeysBelowWhatWasGiven(string input, string expected) =>
        Assert.Equal(expected, string.Join(' ', List(input).Files[0].Keys.Select(k => $"{k.Column}={k.Value}")));

    [Fact]
    public void Add_SeveralInputs_KeepTheirOrderAndReadAFileOnce()
    {
        var listing = List("plain/x.parquet", "odd/a.parquet", "plain");

        Assert.Equal(["x.parquet", "a.parquet", "y.parquet"], listing.Files.Select(f => Path.GetFileName(f.Path)));
        Assert.Equal([_directory["plain/x.parquet"]], listing.Repeated);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("plain/*.csv")]
    [InlineData("nowhere/*.parquet")]
    [InlineData("data/.crc/*.y")]
    [InlineData("odd/[z-a].parquet")]
    public void Add_NothingFound_IsAProblemThatNamesTheInput(string input)
    {
        var problems = Listing(input).Problems;

        Assert.Contains(input, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_delta_log", "a Delta table")]
    [InlineData(".hoodie", "a Hudi table")]
    [InlineData("_spark_metadata", "the output of a Spark stream")]
    public void Add_DirectoryWithALogOfItsFiles_IsRefusedButNotTheFilesThemselves(string log, string what)
    {
        Directory.CreateDirectory(_directory[$"plain/{log}"]);
        var problems = Listing("plain").Problems;

        Assert.Contains(what, Assert.Single(problems), StringComparison.Ordinal);
        Assert.Single(List("plain/*.parquet").Files);
    }

    [Fact]
    public void Add_LinkBackToAParent_IsNotFollowedAgain()
    {
        Directory.CreateSymbolicLink(_directory["plain/sub/loop"], "..");
        Directory.CreateSymbolicLink(_directory["linked"], "plain");

        Assert.Equal(["sub/y.parquet", "x.parquet"], List("linked").Files.Select(f => Path.GetRelativePath(_directory["linked"], f.Path)));
        Assert.Equal(2, List("linked/**/*.parquet").Files.Count);
    }

    public void Dispose() => _directory.Dispose();

    InputListing List(params string[] inputs)
    {
        var listing = Listing(inputs);
        Assert.Empty(listing.Problems);
        return listing;
    }

    InputListing Listing(params string[] inputs) => InputListing.Of(inputs.Select(i => _directory[i]), new LocalStorage(), TestContext.Current.CancellationToken);
}

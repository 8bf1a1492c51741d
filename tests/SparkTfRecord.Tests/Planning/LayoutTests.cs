using FsCheck;
using FsCheck.Fluent;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tests.Planning;

public sealed class LayoutTests
{
    [Fact]
    public void Shards_AnyRowsAndCount_CoverAllRowsBalancedToOne() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<uint>().Two().Select(t => (Rows: (long)t.Item1, Count: (int)(t.Item2 % 5000) + 1)).ToArbitrary(),
        input =>
        {
            var shards = ShardLayout.Of(input.Rows, input.Count);

            Assert.Equal(Math.Max(1, Math.Min(input.Rows, input.Count)), shards.Count);
            Assert.Equal(Enumerable.Range(0, shards.Count), shards.Select(s => s.Index));
            var next = 0L;
            foreach (var shard in shards)
            {
                Assert.Equal(next, shard.FirstRow);
                next += shard.Rows;
            }
            Assert.Equal(input.Rows, next);
            Assert.InRange(shards.Max(s => s.Rows) - shards.Min(s => s.Rows), 0, 1);
            Assert.True(input.Rows == 0 || shards.All(s => s.Rows > 0));
        }).QuickCheckThrowOnFailure();

    [Theory]
    // 0·10/3, 1·10/3, 2·10/3, 3·10/3
    [InlineData(10, 3, "0+3 3+3 6+4")]
    [InlineData(3, 10, "0+1 1+1 2+1")]
    [InlineData(0, 10, "0+0")]
    public void Shards_SmallNumbers_AreTheseRows(long rows, int count, string expected) =>
        Assert.Equal(expected, string.Join(' ', ShardLayout.Of(rows, count).Select(s => $"{s.FirstRow}+{s.Rows}")));

    [Fact]
    public void Shards_MoreRowsThanFitProducts_DoNotOverflow()
    {
        var shards = ShardLayout.Of(long.MaxValue, 99_999);

        Assert.Equal(long.MaxValue, shards[^1].FirstRow + shards[^1].Rows);
        Assert.All(shards, s => Assert.InRange(s.Rows, long.MaxValue / 99_999, long.MaxValue / 99_999 + 1));
    }

    [Theory]
    [InlineData(1000, 100, 128 << 20, 1)]
    [InlineData(1_000_000, 530, 128 << 20, 4)]
    [InlineData(0, 530, 128 << 20, 1)]
    [InlineData(10, 10, 100, 1)]
    [InlineData(11, 10, 100, 2)]
    [InlineData(long.MaxValue, 1000, 1, ShardLayout.Most)]
    public void Count_BytesAndShardSize_MakesShardsNoLonger(long rows, long bytesPerRow, long shardSize, int expected) =>
        Assert.Equal(expected, ShardLayout.Count((decimal)rows * bytesPerRow, shardSize));

    [Theory]
    [InlineData(10 << 20, 8, 1)]
    [InlineData(40 << 20, 8, 2)]
    [InlineData(110 << 20, 2, 2)]
    [InlineData(530 << 20, 8, 8)]
    [InlineData(530 << 20, 1, 5)]
    [InlineData(2000 << 20, 8, 16)]
    public void CountByDefault_SmallDataSet_IsDividedAmongItsRowGroups(int bytes, int rowGroups, int expected) =>
        Assert.Equal(expected, ShardLayout.CountByDefault(bytes, rowGroups));

    [Theory]
    [InlineData(2000 << 20, 24, 24)]
    [InlineData(2000 << 20, 40, 20)]
    [InlineData(2000 << 20, 50, 25)] // two are 80 MiB; three, 120 MiB, do not divide 50
    [InlineData(2000 << 20, 70, 16)] // neither three nor four do
    [InlineData(110 << 20, 8, 6)]    // one is too short
    public void CountByDefault_ManyRowGroups_MakesShardsOfWholeOnes(int bytes, int rowGroups, int expected) =>
        Assert.Equal(expected, ShardLayout.CountByDefault(bytes, rowGroups));

    [Fact]
    public void Tasks_AnyInput_HoldAllShardsAndTheirRowsInOrder() => Prop.ForAll(Inputs().ToArbitrary(), input =>
    {
        var (files, count) = input;
        var shards = ShardLayout.Of(files.Sum(f => f.Rows), count);
        var tasks = TaskLayout.Of(files, shards, bytesPerRow: 1);

        Assert.Equal(shards, tasks.SelectMany(t => t.Shards));
        Assert.Equal(Enumerable.Range(0, tasks.Count), tasks.Select(t => t.Index));
        Assert.All(tasks, t => Assert.Equal(t.Shards.Sum(s => s.Rows), t.Input.Sum(s => s.Rows)));
        Assert.All(tasks.SelectMany(t => t.Input), s => Assert.InRange(s.Rows, 1, files[s.File].Rows - s.FirstRow));
        Assert.Equal(Rows(files.Select((f, i) => new InputSlice(i, 0, f.Rows))), Rows(tasks.SelectMany(t => t.Input)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tasks_AnyInput_ShareARowGroupByTwoAtMost() => Prop.ForAll(Inputs().ToArbitrary(), input =>
    {
        var (files, count) = input;
        var tasks = TaskLayout.Of(files, ShardLayout.Of(files.Sum(f => f.Rows), count), bytesPerRow: 1);

        foreach (var (i, file) in files.Index())
        {
            var first = 0L;
            foreach (var group in file.RowGroups)
            {
                Assert.InRange(tasks.Count(t => t.Input.Any(s => s.File == i && s.FirstRow < first + group.Rows && first < s.FirstRow + s.Rows)), 0, 2);
                first += group.Rows;
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    // One row group is one task, however many shards it fills.
    [InlineData("1000", 64, 1)]
    // Shards that end where row groups do.
    [InlineData("100 100 100 100", 4, 4)]
    [InlineData("100 100 100 100", 16, 4)]
    [InlineData("100 100 100 100", 2, 2)]
    // Shards that do not.
    [InlineData("100 100 100 100", 7, 4)]
    [InlineData("100 100 100 100", 3, 3)]
    [InlineData("0 100 0 0 100 0", 2, 2)]
    [InlineData("0", 5, 1)]
    public void Tasks_RowGroupsAndShards_MakeThisMany(string rowGroups, int shards, int expected)
    {
        var file = File(rowGroups.Split(' ').Select(long.Parse));

        Assert.Equal(expected, TaskLayout.Of([file], ShardLayout.Of(file.Rows, shards), bytesPerRow: 1000).Count);
    }

    [Fact]
    public void Tasks_HundredThousandRowGroups_AreWorthTheirOverhead()
    {
        var files = Enumerable.Repeat(File(Enumerable.Repeat(1000L, 10)), 10_000).ToArray();

        Assert.InRange(TaskLayout.Of(files, ShardLayout.Of(100_000_000, 90_000), bytesPerRow: 100).Count, 128, 256);
    }

    static Gen<(InputFile[] Files, int Shards)> Inputs()
    {
        var file = Gen.Choose(0, 40).Select(n => (long)n).ListOf(4).Select(File);
        return file.ListOf(5).Zip(Gen.Choose(1, 60)).Select(t => (t.Item1.ToArray(), t.Item2));
    }

    static IEnumerable<(int, long)> Rows(IEnumerable<InputSlice> slices) =>
        slices.SelectMany(s => Enumerable.Range(0, (int)s.Rows).Select(r => (s.File, s.FirstRow + r)));

    static InputFile File(IEnumerable<long> rowGroups) =>
        new() { Path = "/x", Length = 1, Modified = default, RowGroups = [.. rowGroups.Select(r => new RowGroup(r, 100 * r))] };
}

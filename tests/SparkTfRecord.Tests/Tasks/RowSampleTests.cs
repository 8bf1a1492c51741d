using System.IO.Hashing;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Tests.Tasks;

public sealed class RowSampleTests
{
    [Fact]
    public void Add_Rows_KeepsThoseOfTheSmallestXxHash64()
    {
        var sample = new RowSample(2, 0);
        sample.Add(""u8, 0); // EF46DB3751D8E999
        sample.Add("a"u8, 1); // D24EC4F1A98C6E5B
        sample.Add("abc"u8, 2); // 44BC2CF5AD770999
        Assert.Equal([(2L, 0x44BC2CF5AD770999), (1L, 0xD24EC4F1A98C6E5B)], sample.Rows.Select(r => (r.Row, r.Hash)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(5000)]
    public void Add_SamplesOfTasks_IsTheSampleOfTheWhole(int size)
    {
        var rows = Enumerable.Range(0, 1000).Select(i => BitConverter.GetBytes(i / 2)).ToList(); // every row twice
        var merged = new RowSample(size, 7);
        foreach (var task in rows.Index().Chunk(300).Reverse())
        {
            var sample = new RowSample(size, 7);
            foreach (var (i, row) in task)
                sample.Add(row, i);
            foreach (var row in sample.Rows)
                merged.Add(row);
        }

        var expected = rows.Index().OrderBy(r => XxHash64.HashToUInt64(r.Item, 7)).ThenBy(r => r.Index).Take(size).Select(r => (long)r.Index);
        Assert.Equal(expected, merged.Rows.Select(r => r.Row));
    }

    [Fact]
    public void Add_EqualHashes_AreOrderedByBytesThenRow()
    {
        var sample = new RowSample(3, 0);
        sample.Add(new SampledRow(1, 5, [2]));
        sample.Add(new SampledRow(2, 5, [1, 9]));
        sample.Add(new SampledRow(4, 5, [2]));
        sample.Add(new SampledRow(3, 5, [2]));
        Assert.Equal([2, 1, 3], sample.Rows.Select(r => (int)r.Row));
    }
}

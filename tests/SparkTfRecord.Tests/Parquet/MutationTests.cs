using SparkTfRecord.Planning;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Files with random damage are read, rightly or wrongly, or refused; nothing crashes, hangs or says anything else.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData("pages/v1-snappy-dict", 60)]
    [InlineData("pages/v2-zstd-plain", 60)]
    [InlineData("pages/v2-small-pages", 40)]
    [InlineData("pages/v1-none-plain", 60)]
    [InlineData("pages/v2-delta-and-split", 60)]
    [InlineData("pages/row-groups-uneven-page-index-checksum", 40)]
    [InlineData("types/_everything", 60)]
    [InlineData("data/sentences", 30)]
    public void Read_RandomDamage_ReadsOrRefuses(string name, int files)
    {
        var whole = File.ReadAllBytes(Golden.Path($"{name}.parquet"));
        using var directory = new TemporaryDirectory();
        var random = new Random(name.Length);
        var read = 0;

        for (var i = 0; i < files; i++)
        {
            var path = directory[$"{i}.parquet"];
            File.WriteAllBytes(path, Damage([.. whole], random));
            try
            {
                ReadAll(path);
                read++;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                Assert.StartsWith(path, e.Message);
            }

            File.Delete(path);
        }

        Assert.InRange(read, 0, files - 1);
    }

    static byte[] Damage(byte[] bytes, Random random)
    {
        // Pages make up most of a file, so half of the damage goes to the footer.
        var footer = Math.Max(0, bytes.Length - 6000);
        var start = random.Next(2) == 0 ? random.Next(4, bytes.Length - 8) : random.Next(footer, bytes.Length - 8);
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(bytes.AsSpan(start, Math.Min(random.Next(1, 30), bytes.Length - 8 - start)));
                break;
            case 1:
                bytes.AsSpan(start, Math.Min(random.Next(1, 30), bytes.Length - 8 - start)).Fill((byte)(random.Next(2) * 0xff));
                break;
            default:
                bytes[start] ^= (byte)(1 << random.Next(8));
                break;
        }

        return bytes;
    }

    static void ReadAll(string path)
    {
        var info = new FileInfo(path);
        var footer = Table.Parquet.ReadFooter(path);
        var file = new InputFile { Path = path, Length = info.Length, Modified = info.LastWriteTimeUtc, RowGroups = footer.RowGroups };
        using var source = Table.Parquet.Open(file, 0, file.Rows, [.. footer.Schema.FieldsList.Select(f => f.Name).Distinct()]);
        while (source.ReadNext() is { } batch)
            Assert.NotEqual(0, batch.Length);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

/// <summary>Files by many writers, from the Apache Parquet project; absent from the repository.</summary>
public sealed class ParquetTestingTests
{
    // Two strings of a gigabyte each; pyarrow cannot put them into one array, this reads them one row a batch (seen once; 26 s, 4 GB).
    const string TwoGigabytes = "data/large_string_map.brotli.parquet";

    // pyarrow reads INT96 as nanoseconds, which end in 2262, and says nothing.
    const string FarInt96 = "data/int96_from_spark.parquet";

    static readonly string s_folder = Path.Combine(Golden.Root, "../shared/golden/parquet-testing");

    [Fact]
    public void Read_FilesByManyWriters_AsPyarrowReadsOrRefuses()
    {
        Assert.SkipUnless(Directory.Exists(s_folder), "absent");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "expected.json")));
        var differences = new List<string>();

        foreach (var file in expected.RootElement.GetProperty("files").EnumerateObject().Where(f => f.Name is not (TwoGigabytes or FarInt96)))
        {
            var pyarrow = file.Value.TryGetProperty("error", out var error) ? "refuses: " + error.GetString() : null;
            try
            {
                var table = Table.Read(Path.Combine(s_folder, file.Name));
                if (pyarrow is not null || !Equals(file.Value, table))
                    differences.Add($"{file.Name}: {pyarrow ?? "other values"}");
            }
            catch (InvalidDataException e)
            {
                if (pyarrow is null)
                    differences.Add($"{file.Name}: {e.Message}");
            }
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Read_Int96BeyondNanoseconds_IsExactInMicroseconds()
    {
        Assert.SkipUnless(Directory.Exists(s_folder), "absent");

        var times = Assert.Single(Table.Read(Path.Combine(s_folder, FarInt96))).Values;

        // The sixth time, in the year 290000, overflowed when Spark wrote it: its day and nanoseconds are negative.
        Assert.Equal(["\"1704141296123456\"", "\"1704070800000000\"", "\"253402225200000000\"", "\"1735599600000000\"", "null"], times[..5]);
    }

    static bool Equals(JsonElement file, List<(string Name, List<string> Values)> table)
    {
        var columns = file.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString());
        var isInt96 = file.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("arrow_type").GetString() == "timestamp[ns]").ToArray();
        var hashes = file.TryGetProperty("sha256_of_json_values", out var sha) ? sha.EnumerateArray().Select(h => h.GetString()) : null;
        return columns.SequenceEqual(table.Select(c => c.Name)) && (hashes is null
            ? file.GetProperty("values").EnumerateArray().Select((c, i) => c.EnumerateArray().Select(v => isInt96[i] ? Microseconds(v) : ArrowJson.Value(v)))
                .Zip(table).All(c => c.First.SequenceEqual(c.Second.Values))
            : hashes.SequenceEqual(table.Select(c => Sha256(c.Values))));
    }

    // All timestamps in nanoseconds are INT96 in these files.
    static string Microseconds(JsonElement nanoseconds) =>
        nanoseconds.ValueKind == JsonValueKind.Null ? "null" : $"\"{Math.Floor(decimal.Parse(nanoseconds.GetString()!) / 1000)}\"";

    static string Sha256(List<string> values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ArrowJson.Column(values))));
}

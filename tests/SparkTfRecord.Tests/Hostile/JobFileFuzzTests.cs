using System.Text;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Job files with random damage, planned.</summary>
public sealed class JobFileFuzzTests : IDisposable
{
    const string Job = """
        {
          "version": 1,
          "input": { "format": "parquet", "paths": ["INPUT"], "where": null, "columns": ["*"], "exclude": ["tailnum"], "options": {}, "table": null, "sql": null },
          "output": { "path": "OUTPUT", "name": "data", "recordType": "Example", "shards": 3, "shardSize": "1MiB", "codec": "gzip", "level": 1, "mode": "append", "runId": "a" },
          "features": {
            "delay": { "column": "dep_delay", "label": true, "as": "int64", "null": { "default": 0 }, "min": -100, "max": "2000" },
            "carrier": { "private": true, "oneOf": ["UA", "AA"] },
            "time_hour": { "unit": "s", "null": "indicator" }
          },
          "sameLength": [],
          "separator": "/",
          "splits": { "shares": { "train": 0.8, "test": 0.2 }, "by": ["carrier"], "seed": 7 },
          "warmup": { "rows": 3, "seed": 1, "signature": "all", "batchSizes": [1, 8], "inputs": { "i": { "columns": ["delay"], "dtype": "float32", "shape": [-1, 1] } }, "mask": { "carrier": "hash" } },
          "badRows": { "policy": "quarantine", "max": "0.1%" },
          "engine": { "mode": "auto", "threads": 2 },
          "verify": true
        }
        """;

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Plan_DamagedJobFile_PlansOrRefuses()
    {
        var job = Encoding.UTF8.GetBytes(Job.Replace("INPUT", Golden.Path("data/flights.parquet"), StringComparison.Ordinal).Replace("OUTPUT", _directory["out"], StringComparison.Ordinal));
        var worked = 0;
        for (var seed = 0; seed < Fuzz.Iterations(250); seed++)
        {
            File.WriteAllBytes(_directory["job.json"], JsonMutation.Of(job, new Random(seed)));
            worked += HostileRun.Works($"seed {seed}", ["plan", "--job", _directory["job.json"]]) ? 1 : 0;
        }

        Assert.InRange(worked, 5, 245);
    }
}

using SparkTfRecord.Records;
using SparkTfRecord.Tests.Cli;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Hostile;

/// <summary>Kept rows, models and warm-up files with random damage.</summary>
public sealed class WarmupFuzzTests : IDisposable
{
    static readonly string[] s_requests = ["classify", "mixed-log-types", "multi-inference", "predict-batches", "predict-float_val"];

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_DamagedRows_WritesOrRefuses()
    {
        Assert.Equal(0, CliRun.Of("convert", Golden.Path("saved_models/tagger.parquet"), _directory["out"], "--warmup-rows", "4").ExitCode);
        var rows = _directory["out/_warmup/rows.arrow"];
        Run(File.ReadAllBytes(rows), 120, bytes => File.WriteAllBytes(rows, bytes),
            ["warmup", "write", _directory["out"], "--model", Golden.Path("saved_models/tagger"), "-o", _directory["requests"]],
            mostBytes: long.MaxValue); // Arrow sizes a list by what the file says: address space that is never touched
    }

    [Fact]
    public void Check_DamagedModel_ChecksOrRefuses()
    {
        var model = Directory.EnumerateFiles(Golden.Path("saved_models/penguin"), "saved_model.pb", SearchOption.AllDirectories).Single();
        Directory.CreateDirectory(_directory["1/assets.extra"]);
        File.Copy(Golden.Path("warmup/good/classify/tf_serving_warmup_requests"), _directory["1/assets.extra/tf_serving_warmup_requests"]);
        Run(File.ReadAllBytes(model), 150, bytes => File.WriteAllBytes(_directory["1/saved_model.pb"], bytes), ["warmup", "check", _directory["1"]]);
    }

    [Fact]
    public void Show_DamagedRequests_ShowsOrRefuses()
    {
        foreach (var file in s_requests.Select(name => Golden.Path($"warmup/good/{name}/tf_serving_warmup_requests")))
        {
            var records = RecordList.OfFile(file, Codec.None);
            for (var seed = 0; seed < Fuzz.Iterations(50); seed++)
            {
                var path = _directory[$"{seed}"];
                using (var writer = new TfRecordWriter(path))
                {
                    writer.Write(Mutation.Of(records[seed % records.Count], new Random(seed)));
                    writer.Complete();
                }
                HostileRun.Works($"{file}, seed {seed}", ["warmup", "show", path]);
                File.Delete(path);
            }
        }
    }

    static void Run(byte[] whole, int iterations, Action<byte[]> put, string[] arguments, long mostBytes = 150 << 20)
    {
        put(whole);
        Assert.True(HostileRun.Works("undamaged", arguments));
        for (var seed = 0; seed < Fuzz.Iterations(iterations); seed++)
        {
            put(Mutation.Of(whole, new Random(seed)));
            HostileRun.Works($"seed {seed}", arguments, mostBytes);
        }
    }
}

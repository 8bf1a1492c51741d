
namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>Hive layouts: columns and types are those of the engines that list the files themselves.</summary>
[Collection("Spark")]
public sealed class FileInputTests(SparkShells shells) : IDisposable
{
    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public void Convert_HivePartitions_SameExamplesAsTheLocalEngine(string version)
    {
        CopyHive();
        string[][] inputs =
        [
            ["hive/dates"], ["hive/dates/year=*/month=1*/*.parquet"], ["hive/dates/year=2021"], ["hive/dates/year=2020/*", "hive/dates/year=2021/*"], ["hive/escaped"],
            ["hive/in_file_too"], ["hive/leading_zero/code=*"], ["hive/mixed_types"],
        ];
        foreach (var paths in inputs)
        {
            var job = new Job { Input = new() { Paths = [.. paths.Select(p => _engines[p])] } };
            var (local, dataFrame) = (_engines.Local(job), _engines.DataFrame(version, job));
            Assert.Equal(Engines.Records(local).Order(), Engines.Records(dataFrame).Order());
            Assert.Equal(Engines.Inputs(local).OrderBy(i => i.Path, StringComparer.Ordinal), Engines.Inputs(dataFrame));
            Directory.Delete(local.Path, recursive: true);
            Directory.Delete(dataFrame.Path, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_InputsOverlapOrAreDeeperThanSparkLooks_EachFileOnceAsInTheLocalEngine(string version)
    {
        CopyHive();
        foreach (var name in new[] { "in/a.parquet", "in/[b]{c}.parquet", "in/below/this/x y.parquet" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_engines[name])!);
            File.Copy(Engines.Golden("data/wine.parquet"), _engines[name]);
        }
        (string[] Paths, int Repeated)[] inputs =
        [
            (["in/*.parquet", "in/a.parquet"], 1), (["in/a.parquet", "in", "in/a.parquet"], 2), (["in/**/*.parquet"], 0), (["in"], 0), (["hive/dates", "hive/dates/year=2021"], 2),
        ];
        foreach (var (paths, repeated) in inputs)
        {
            var job = new Job { Input = new() { Paths = [.. paths.Select(p => _engines[p])] } };
            var (local, dataFrame) = (_engines.Local(job), _engines.DataFrame(version, job));
            Assert.Equal(Engines.Records(local).Order(), Engines.Records(dataFrame).Order());
            Assert.Equal(Engines.Inputs(local).OrderBy(i => i.Path, StringComparer.Ordinal), Engines.Inputs(dataFrame));
            Assert.Equal(local.Warnings, dataFrame.Warnings);
            Assert.Equal(repeated > 0, local.Warnings.Any(w => w.StartsWith($"{repeated} file", StringComparison.Ordinal)));
            Directory.Delete(local.Path, recursive: true);
            Directory.Delete(dataFrame.Path, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_JsonAndOrcInFoldersWithKeys_SameExamplesAsParquet(string version)
    {
        using (var rows = shells.Get(version).Session.Sql("select id, id / 3 x, concat('n', id) name from range(0, 3, 1, 1)"))
        {
            foreach (var (format, folder) in from format in new[] { "parquet", "json", "orc" } from folder in new[] { "day=2024-01-01/k=007", "day=2024-01-02/k=8" } select (format, folder))
            {
                using var writer = rows.Dataset.Call("write");
                writer.Do(format, _engines[$"{format}/{folder}"]);
            }
        }
        var job = new Job { Input = new() { Paths = [_engines["parquet"]] } };
        var local = _engines.Local(job);
        Assert.Equal(["date32", "int64", "string", "string", "double"], local.Plan!.Features.Select(f => f.Type));
        foreach (var format in new[] { "json", "orc" })
        {
            var dataFrame = _engines.Spark(version, new() { Input = new() { Format = format, Paths = [_engines[$"{format}/day=*/*"]] } }, $"as-{format}");
            Assert.Equal([$"DataFrame mode: the input's format is {format}"], _engines.Log);
            Assert.Equal(Engines.Records(local).Order(), Engines.Records(dataFrame).Order());
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_FilterOnPartitionsAndRows_SeesOurTypes(string version)
    {
        CopyHive();
        var dated = _engines.Spark(version, new() { Input = new() { Paths = [_engines["hive/dates"]], Where = "year = 2021 and month > 3 and id > 10" } }, "dates");
        Assert.Equal(["DataFrame mode: the filter is about more than partition columns"], _engines.Log);
        Assert.Equal(4, dated.Rows); // ids 11 to 14 of year=2021/month=12

        var coded = _engines.Spark(version, new() { Input = new() { Paths = [_engines["hive/leading_zero"]], Sql = "select * from input where code = '007'" } }, "codes");
        Assert.Equal(2, coded.Rows);
    }

    // Without what only looks like Hadoop's checksums, which its local filesystem would believe.
    void CopyHive()
    {
        var golden = Engines.Golden("hive");
        foreach (var file in Directory.GetFiles(golden, "*.parquet", SearchOption.AllDirectories))
        {
            var copy = _engines[Path.Combine("hive", Path.GetRelativePath(golden, file))];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_OutputInsideInputOrKeysDiffer_IsAnErrorOfThePlan(string version)
    {
        var input = _engines["in"];
        Directory.CreateDirectory(Path.Combine(input, "a=1"));
        File.Copy(Engines.Golden("data/wine.parquet"), Path.Combine(input, "a=1", "x.parquet"));
        Refused("inside the input directory", new() { Paths = [input] }, "in/out");

        Directory.CreateDirectory(Path.Combine(input, "b=1"));
        File.Copy(Engines.Golden("data/wine.parquet"), Path.Combine(input, "b=1", "x.parquet"));
        Refused("different partition columns", new() { Paths = [$"{input}/a*", $"{input}/b*"] }, "out");
        Refused("different partition columns", new() { Paths = [input] }, "out");
        Refused("a Delta table", new() { Paths = [Directory.CreateDirectory(Path.Combine(input, "a=1", "_delta_log")).Parent!.FullName] }, "out");
        Assert.Equal(["in"], _engines.Names());

        void Refused(string why, JobInput input, string output)
        {
            var e = Assert.Throws<PlanException>(() => _engines.Spark(version, new() { Input = input, Engine = new() { Mode = EngineMode.Dataframe } }, output));
            Assert.Contains(why, e.Message, StringComparison.Ordinal);
        }
    }
}

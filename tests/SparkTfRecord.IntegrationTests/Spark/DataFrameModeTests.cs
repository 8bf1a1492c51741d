using System.Security.Cryptography;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.IntegrationTests.Memory;
using SparkTfRecord.Parquet;
using SparkTfRecord.Records;
using SparkTfRecord.Spark.Driver;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.IntegrationTests.Spark;

[Collection("Spark")]
public sealed class DataFrameModeTests(SparkShells shells) : IDisposable
{
    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SameFileInDataFrameMode_SameExamplesAsTheLocalEngine(string version)
    {
        var job = new Job { Input = new() { Paths = [Engines.Golden("data/penguins.parquet")] } };
        var (local, result) = (_engines.Local(job), _engines.DataFrame(version, job));
        Assert.Equal(["DataFrame mode: as the job asks"], _engines.Log);
        Assert.Equal(Engines.Records(local), Engines.Records(result));
        Assert.Equal(local.Rows, result.Rows);
        Assert.Equal(Engines.Inputs(local), Engines.Inputs(result));
        Assert.Equal(File.ReadAllText(Path.Combine(local.Path, "_statistics.json")), File.ReadAllText(Path.Combine(result.Path, "_statistics.json")));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_ColumnsAndPartitionsThatAreCode_SameExamplesAsTheLocalEngine(string version)
    {
        string[] names =
        [
            "`", "``; drop table input; --", "'", "\"", "\\", "a.b", "a`.`b", "*", "/* */", "a\nb", "${x}", "$(touch pwned)", "count(*)", "1", "null", "#", "%s", "x y", "é/😀", "\u202Eab", "(", ",", ";", "=", "input",
        ];
        var schema = new Schema([.. names.Select(name => new Field(name, Int64Type.Default, nullable: true))], null);
        var folder = Directory.CreateDirectory(_engines["in/k%27%60=%27%3B drop table input%3B --/d=2024-01-01"]).FullName;
        using (var writer = ((IInputFormat)new ParquetInputFormat()).Create(Path.Combine(folder, "rows.parquet"), schema))
        {
            writer.Append(new RecordBatch(schema, names.Select((_, i) => (IArrowArray)new Int64Array.Builder().Append(i).AppendNull().Build()), 2));
            writer.Complete();
        }
        var job = new Job
        {
            Input = new() { Paths = [_engines["in"]] },
            Splits = new() { Shares = new Dictionary<string, decimal> { ["a"] = 0.5m, ["b"] = 0.5m }, By = ["k'`", names[1]] },
        };
        var (local, result) = (_engines.Local(job), _engines.DataFrame(version, job));
        Assert.Equal(2, result.Records);
        Assert.Equal(Engines.Records(local), Engines.Records(result));
        foreach (var file in new[] { "_feature_spec.py", "_schema.pbtxt", "_statistics.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(local.Path, file)), File.ReadAllText(Path.Combine(result.Path, file)));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_QueryTableAndCsv_IsWhatSparkComputes(string version)
    {
        var penguins = Engines.Golden("data/penguins.parquet");
        var (query, log) = Convert(version, Job("query", new() { Paths = [penguins], Sql = "select species, count(*) n, avg(body_mass_g) mass from input where sex is not null group by species" }));
        Assert.Equal(["DataFrame mode: the input is a query"], log);
        Assert.Equal((3, 3), (query.Rows, query.Records));
        Assert.Equal([penguins], Engines.Inputs(query).Select(i => i.Path));

        var (table, why) = Convert(version, Job("table", new() { Table = $"parquet.`{penguins}`", Where = "body_mass_g > 5000 and species = 'Gentoo'", Columns = ["species", "body_mass_g"] }));
        Assert.Equal(["DataFrame mode: the input is a table"], why);
        Assert.Equal(61, table.Rows);
        Assert.Equal(Engines.Inputs(query), Engines.Inputs(table));

        var csv = _engines["rows.csv"];
        File.WriteAllText(csv, "id;name\n1;a\n2;\"b c\"\n");
        var (rows, reason) = Convert(version, Job("csv", new() { Format = "csv", Paths = [csv], Options = new Dictionary<string, string> { ["header"] = "true", ["sep"] = ";", ["inferSchema"] = "true" } }));
        Assert.Equal(["DataFrame mode: the input's format is csv"], reason);
        Assert.Equal(2, rows.Records);
        Assert.Equal(new(csv, 20, File.GetLastWriteTimeUtc(csv)), Assert.Single(Engines.Inputs(rows)));

        var (made, _) = Convert(version, Job("made", new() { Sql = "select id from range(0, 3)" }));
        Assert.Empty(Engines.Inputs(made));
    }

    [Theory, MemberData(nameof(Versions))]
    public void TableFiles_OfAnyFilesystem_AreWhatHadoopSaysOfThem(string version)
    {
        var directory = Directory.CreateDirectory(_engines["a; isDir=é"]);
        directory.CreateSubdirectory("below");
        string[] names = ["x, y.csv", "z=%2F{}.csv"];
        foreach (var name in names)
            File.WriteAllText(Path.Combine(directory.FullName, name), name);
        var session = shells.Get(version).Session;
        var listed = TableFiles.List(session, $"file:{directory.FullName}").OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        Assert.Equal(names.Select(n => $"file:{directory.FullName}/{n}"), listed.Select(f => f.Path));
        Assert.Equal([8, 11], listed.Select(f => f.Length!.Value));
        Assert.All(listed, f => Assert.InRange(File.GetLastWriteTimeUtc(f.Path["file:".Length..]) - f.Modified!.Value, TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
        Assert.Empty(TableFiles.List(session, "file:/nowhere"));
        Assert.Empty(TableFiles.List(session, "nosuch://a/b"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_ShardsBySizeByNumberAndOfNothing_AreNumberedThroughout(string version)
    {
        var (rolled, _) = Convert(version, Job("rolled", new() { Sql = "select id, repeat('x', 1000) s from range(0, 3000, 1, 3)" }, new() { ShardSize = 400_000 }));
        Assert.Equal(9, rolled.Shards.Count);
        Assert.Equal("data-00008-of-00009.tfrecord", rolled.Shards[^1]);
        Assert.Equal(Enumerable.Range(0, 9), Shards(rolled).Select((_, i) => i));
        Assert.Equal(0, Shards(rolled)[0].GetProperty("firstRow").GetInt64());
        Assert.Equal(1000, Shards(rolled)[3].GetProperty("firstRow").GetInt64());

        var (exact, _) = Convert(version, Job("exact", new() { Sql = "select id from range(0, 3000, 1, 3)" }, new() { Shards = 5, Codec = "gzip" }));
        Assert.Equal(5, exact.Shards.Count);
        Assert.Equal(3000, exact.Records);

        var (few, _) = Convert(version, Job("few", new() { Sql = "select id from range(0, 2, 1, 1)" }, new() { Shards = 5 }));
        Assert.Equal((2, 2), (few.Shards.Count, few.Records));

        foreach (var nothing in new[] { "select id from range(0, 10) where id < 0", "select id from range(0, 10, 1, 2) where rand() > 2" })
        {
            var (empty, _) = Convert(version, Job($"empty{nothing.Length}", new() { Sql = nothing }));
            Assert.Equal(["data-00000-of-00001.tfrecord"], empty.Shards);
            Assert.Equal(0, empty.Records);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_MistakesOfTheJob_ArePlanErrors(string version)
    {
        Refused("two columns of this name", new() { Sql = "select 1 a, 2 a" });
        Refused("nowhere", new() { Table = "nowhere" });
        Refused("[PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'", new() { Sql = "selec 1" });
        Refused("Spark: ClassNotFoundException: com.nosuch.Driver.", new() { Format = "jdbc", Options = new Dictionary<string, string> { ["driver"] = "com.nosuch.Driver", ["url"] = "jdbc:nosuch:x", ["dbtable"] = "t" } });
        Refused("nosuchformat", new() { Format = "nosuchformat", Paths = [Engines.Golden("data/wine.parquet")] });
        Refused("nosuchhost", new() { Paths = ["hdfs://nosuchhost/in.parquet"] });
        Refused("No input", new());
        Refused("files and a table", new() { Table = "t", Paths = ["p"] });
        Assert.Empty(_engines.Names());

        void Refused(string why, JobInput input)
        {
            var e = Assert.Throws<PlanException>(() => _engines.DataFrame(version, new() { Input = input }));
            Assert.Contains(why, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_ColumnsThatSparkCannotSend_AreProblemsOnlyWhereTheyAreTaken(string version)
    {
        var input = new JobInput { Sql = "select 1 id, make_interval(1) i, named_struct('a', make_interval(1), 'b', 2) s" };
        var e = Assert.Throws<PlanException>(() => _engines.DataFrame(version, new() { Input = input with { Columns = ["*", "nowhere"] } }));
        Assert.Equal(3, e.Problems.Count); // all at once
        Assert.Contains("Column 'i': Spark cannot send interval to workers; drop it with --exclude i, or cast it in --sql.", e.Problems);
        Assert.Contains(e.Problems, p => p.StartsWith("Column 's': Spark cannot send {", StringComparison.Ordinal));
        Assert.Equal(1, _engines.DataFrame(version, new() { Input = input with { Exclude = ["i", "s"] } }).Records);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_Images_BoundsWhatSparkHolds(string version)
    {
        LargeFile.WriteBytes(_engines["images.parquet"], rows: 100, length: _ => 60_000, pageRows: 100);
        var spark = shells.Get(version);
        spark.Restart(); // without the options of an earlier job

        Convert(version, Job("out", new() { Paths = [_engines["images.parquet"]], Sql = "select named_struct('bytes', image) image from input" }));

        Assert.Equal("69", spark.Session.Option("spark.sql.parquet.columnarReaderBatchSize"));
        Assert.Equal(version.StartsWith('3') ? "1048576" : null, spark.Session.Option("io.file.buffer.size"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_OptionsThatTheUserHasSet_StayOrAreSaidNotTo(string version)
    {
        const string Rows = "spark.sql.execution.arrow.maxRecordsPerBatch";
        const string Codec = "spark.sql.execution.arrow.compression.codec";
        var session = shells.Get(version).Session;
        session.SetOption(Rows, "7");
        session.SetOption(Codec, "zstd");
        try
        {
            var (result, log) = Convert(version, Job("out", new() { Sql = "select id, repeat('x', 10) s from range(0, 100, 1, 2)" }));
            Assert.Equal(100, result.Records);
            Assert.Equal([$"DataFrame mode: the input is a query; rows come uncompressed in spite of {Codec}=zstd"], log);
            Assert.Equal("7", session.Option(Rows));
        }
        finally
        {
            session.SetOption(Rows, "10000");
            session.SetOption(Codec, "none");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_ThreeThousandColumns_SameExamplesAsTheLocalEngine(string version)
    {
        LargeFile.WriteNumbers(_engines["wide.parquet"], rows: 10, columns: 3000);
        var job = new Job { Input = new() { Paths = [_engines["wide.parquet"]] } };
        Assert.Equal(Engines.Records(_engines.Local(job)), Engines.Records(_engines.DataFrame(version, job)));
    }

    /// <summary>From a query, of whose rows nothing is known, and with Spark to 3.5, which is told how many to send at once, from a file in both modes.</summary>
    [Theory, MemberData(nameof(Versions))]
    public void Convert_RowsOfHundredMegabytes_SameExamplesAsTheLocalEngine(string version)
    {
        shells.Get(version).Restart(); // without the options of an earlier job
        var (made, _) = Convert(version, Job("made", new() { Sql = "select binary(repeat('x', 100000000)) image from range(0, 2, 1, 1)" }));
        Assert.InRange(made.Bytes, 200_000_000, 200_000_200);
        if (!version.StartsWith('3'))
            return;

        LargeFile.WriteBytes(_engines["large.parquet"], rows: 2, length: _ => 100_000_000, pageRows: 1);
        var job = new Job { Input = new() { Paths = [_engines["large.parquet"]] } };
        var local = Hashes(_engines.Local(job));
        Assert.Equal(2, local.Count);
        Assert.Equal(local, Hashes(_engines.Spark(version, job)));
        shells.Get(version).Restart();
        Assert.Equal(local, Hashes(_engines.DataFrame(version, job)));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_BadRow_NamesPartitionRowAndColumn(string version)
    {
        var e = Assert.Throws<InvalidDataException>(() => Convert(version, Job("out", new() { Sql = "select id, if(id = 7, 1e300, 1d) big from range(0, 10, 1, 2)" })));
        Assert.StartsWith("partition 1: row 2, column 'big': value 1E+300", e.Message, StringComparison.Ordinal);
        Assert.Empty(_engines.Names());
    }

    [Fact]
    public void ModeChoice_WhereOnPartitionsOrMore_Decides()
    {
        var dates = new JobInput { Paths = [Engines.Golden("hive/dates")] };
        Assert.Equal((true, "plain Parquet files"), Choose(dates));
        Assert.Equal((true, "plain Parquet files"), Choose(dates with { Where = "year = 2020" }));
        Assert.Equal((false, "the filter is about more than partition columns"), Choose(dates with { Where = "id > 3" }));
        Assert.Equal((false, "workers cannot open hdfs://n/x"), Choose(new() { Paths = ["hdfs://n/x"] }));
        Assert.Equal((false, "workers cannot open 'x', which is on hdfs://n (fs.defaultFS)"), Choose(new() { Paths = ["file:///x", "x"] }, new("hdfs://n")));
        Assert.Equal((true, "plain Parquet files"), Choose(new() { Paths = ["file:///x"] }, new("hdfs://n")));

        static (bool, string) Choose(JobInput input, DefaultFileSystem? files = null)
        {
            var choice = ModeChoice.Of(new() { Input = input }, new LocalStorage(), files ?? DefaultFileSystem.Local, default);
            return (choice.Scan, choice.Reason);
        }
    }

    (ConversionResult Result, List<string> Log) Convert(string version, (string Name, Job Job) job) => (_engines.Spark(version, job.Job, job.Name), [.. _engines.Log]);

    static (string Name, Job Job) Job(string name, JobInput input, JobOutput? output = null) => (name, new() { Input = input, Output = output ?? new() });

    static List<string> Hashes(ConversionResult result)
    {
        var hashes = new List<string>();
        foreach (var shard in result.Shards)
        {
            using var reader = new TfRecordReader(Path.Combine(result.Path, shard));
            while (reader.Read())
                hashes.Add(System.Convert.ToHexString(SHA256.HashData(reader.Record.Span)));
        }
        Directory.Delete(result.Path, recursive: true);
        return hashes;
    }

    static JsonElement[] Shards(ConversionResult result)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Path, "_manifest.json")));
        return [.. manifest.RootElement.GetProperty("shards").EnumerateArray().Select(s => s.Clone())];
    }
}

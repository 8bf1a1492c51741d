namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>Every type of golden/types in every engine: the same examples, or an error of the plan that says the way out.</summary>
[Collection("Spark")]
public sealed class TypesTests(SparkShells shells) : IDisposable
{
    // What Spark does not read from Parquet, whatever the job wants of it.
    static readonly string[] s_refused = ["float16", "time32_ms", "time64_us", "time64_ns", "timestamp_ns", "timestamp_ns_utc"];

    readonly Engines _engines = new(shells);

    public static TheoryData<string> Versions => SparkInstallation.Versions;

    public void Dispose() => _engines.Dispose();

    [Theory, MemberData(nameof(Versions))]
    public void Convert_EveryTypeThatSparkCarries_SameExamplesAndBadRowsInEveryEngine(string version)
    {
        // Files of one column each: together a table of all types, where each lacks the others' columns.
        var int96 = _engines["int96.parquet"];
        File.Copy(Engines.Golden("types/_int96.parquet"), int96);
        string[] files = [.. Directory.GetFiles(Engines.Golden("types"), "*.parquet").Where(f => !Path.GetFileName(f).StartsWith('_')).Order(StringComparer.Ordinal), int96];
        var job = new Job
        {
            Input = new() { Paths = files },
            Output = new() { Shards = 3 },
            Features = Options(
                ("list_list_int64", new() { Nested = NestedForm.Ragged }), ("list_list_int64_json", new() { Column = "list_list_int64", As = FeatureAs.Json }),
                ("list_list_int64_flat", new() { Column = "list_list_int64", Nested = NestedForm.Flatten }),
                ("float64", new()), ("float64_text", new() { Column = "float64", As = FeatureAs.Text }), ("float64_raw", new() { Column = "float64", As = FeatureAs.Raw }),
                ("decimal_18_4", new()), ("decimal_18_4_unscaled", new() { Column = "decimal_18_4", As = FeatureAs.Int64 }),
                ("decimal_38_10", new()), ("decimal_38_10_text", new() { Column = "decimal_38_10", As = FeatureAs.Text }),
                ("date32", new()), ("date32_text", new() { Column = "date32", As = FeatureAs.Text }),
                ("timestamp_us", new()), ("timestamp_us_text", new() { Column = "timestamp_us", As = FeatureAs.Text }),
                ("timestamp_us_prague", new()), ("timestamp_us_prague_text", new() { Column = "timestamp_us_prague", As = FeatureAs.Text }),
                ("timestamp_ms", new() { Unit = Apache.Arrow.Types.TimeUnit.Millisecond }),
                ("struct_json", new() { Column = "struct", As = FeatureAs.Json }), ("map_json", new() { Column = "map_string_int64", As = FeatureAs.Json }),
                ("struct", new()), ("deep", new() { Column = "struct.c.d" }),
                ("uint64", new() { As = FeatureAs.Text }), ("duration_us", new() { As = FeatureAs.Int64 })), // Spark sends other types, so the job must say
            BadRows = new() { Policy = BadRowPolicy.Skip },
        };
        Assert.Equal(Engines.Files(_engines.Local(job, "all")), Engines.Files(_engines.Spark(version, job)));

        var carried = job with { Input = new() { Paths = [.. files.Where(f => !s_refused.Contains(Path.GetFileNameWithoutExtension(f)))] } };
        var (local, dataFrame) = (_engines.Local(carried), _engines.DataFrame(version, carried));
        Assert.InRange(local.Records, 1000, local.Rows - 1);
        Assert.Equal(local.BadRows, dataFrame.BadRows);
        Assert.Equal(Engines.Records(local).Order(), Engines.Records(dataFrame).Order());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Plan_TypesThatSparkRefusesOrChanges_AreErrorsWithTheWayOut(string version)
    {
        foreach (var name in s_refused)
            Assert.Matches($"^Column '{name}': [a-z0-9\\[\\]]+(, tz=UTC\\])?, which this Spark does not read; let workers read the files by --engine-mode scan", Refused(Engines.Golden($"types/{name}.parquet")));
        Assert.StartsWith("Column 'uint64': uint64 in the files, which Spark sends as decimal128(20, 0); say what it is to become, such as --features-as uint64=text, ", Refused(Engines.Golden("types/uint64.parquet")), StringComparison.Ordinal);
        Assert.StartsWith("Column 'duration_us': duration[us] in the files, which Spark sends as int64; say ", Refused(Engines.Golden("types/duration_us.parquet")), StringComparison.Ordinal);
        Write(version, "select 1 x", "int");
        Write(version, "select 2L x", "long");
        Assert.StartsWith("Column 'x': int32 and int64 in different files, which Spark does not read as one; let workers", Refused(_engines["int"], _engines["long"]), StringComparison.Ordinal);

        string Refused(params string[] paths) =>
            Assert.Throws<PlanException>(() => _engines.DataFrame(version, new() { Input = new() { Paths = paths } })).Message;
    }

    [Theory, MemberData(nameof(Versions))]
    public void Convert_SparkMlVectors_SameExamplesInEveryEngine(string version)
    {
        var svm = _engines["rows.svm"];
        File.WriteAllText(svm, "1 1:0.5 3:-2\n0 2:1.5\n");
        Write(version, $"select * from libsvm.`{svm}`", "vectors");
        var job = new Job
        {
            Input = new() { Paths = [_engines["vectors"]] },
            Features = Options(("features", new()), ("dense", new() { Column = "features", Vector = VectorForm.Dense })),
        };
        var (local, dataFrame) = (_engines.Local(job), _engines.DataFrame(version, job));
        Assert.Equal(["dense", "features/indices", "features/size", "features/values", "label"], local.Plan!.Features.Select(f => f.Feature));
        Assert.Equal(local.Plan.Features.Select(f => f.Feature), dataFrame.Plan!.Features.Select(f => f.Feature));
        Assert.Equal(Engines.Records(local).Order(), Engines.Records(dataFrame).Order());
    }

    void Write(string version, string query, string name)
    {
        using var rows = shells.Get(version).Session.Sql(query);
        using var writer = rows.Dataset.Call("write");
        writer.Do("parquet", _engines[name]);
    }

    static Dictionary<string, FeatureOptions> Options(params IEnumerable<(string Feature, FeatureOptions Wish)> options) => options.ToDictionary(o => o.Feature, o => o.Wish);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Every key of a job, once: the options, the help, the reading of job files and their schema are all made of this table.</summary>
static class JobKeys
{
    static readonly (string, string)[] s_codecs =
    [
        ("", "none"), ("deflate", "zlib"),
        ("org.apache.hadoop.io.compress.GzipCodec", "gzip"),
        ("org.apache.hadoop.io.compress.DefaultCodec", "zlib"), ("org.apache.hadoop.io.compress.DeflateCodec", "zlib"),
    ];

    static readonly (string, string)[] s_modes = [("errorIfExists", "error"), ("default", "error")];

    /// <summary>All keys, in the order of the help.</summary>
    public static IReadOnlyList<JobKey> All { get; } =
    [
        new("version", new WholeValue(1, 1), "Version of the job file's format") { OnCommandLine = false },

        new("input.paths", new TextsValue("PATH", commas: false), "Files, directories and globs, in the order of their rows; the same as INPUT…"),
        new("input.format", new TextValue("FORMAT"), "Format of the input files; other than parquet on Spark only", "--format"),
        new("input.table", new TextValue("TABLE"), "On Spark: read this table or view instead of files", "--table"),
        new("input.options.*", new TextValue("VALUE"), "On Spark: what its reader of the format is told, such as header=true", "--option"),
        new("input.sql", new TextValue("QUERY"), "On Spark: the query whose result to convert; it calls the files or the table input", "--sql"),
        new("input.where", new TextValue("FILTER"), "Take only partitions of which this is true, such as day = '2026-11-22'; on Spark any rows", "--where"),
        new("input.columns", new TextsValue("NAMES"), "Take only these columns", "--columns"),
        new("input.exclude", new TextsValue("NAMES"), "Leave these columns out", "--exclude"),

        new("output.path", new TextValue("DIR"), "The data set's directory; the same as OUTPUT", "--output", "-o"),
        new("output.name", new TextValue("NAME"), "What the names of shards begin with", "--name"),
        new("output.recordType", new WordValue("TYPE", ["Example", "SequenceExample", "ByteArray"]), "What a record holds: an Example, a SequenceExample, or (ByteArray) the bytes of the one column chosen", "--record-type", "--recordType"),
        new("output.shards", new WholeValue(1), "Exact number of shards, instead of a size", "--shards"),
        new("output.shardSize", new SizeValue(), "Size of a shard to aim at, before compression: 128MiB, 1GB, …; unset: 128MiB, less where that makes fewer than eight", "--shard-size"),
        new("output.codec", new WordValue("CODEC", ["none", "gzip", "zlib"], s_codecs), "Compression of the shards: none, gzip or zlib", "--codec"),
        new("output.level", new WholeValue(0, 9), "Compression level, 0 (stored) to 9 (smallest)", "--level"),
        new("output.index", new FlagValue(), "Also write an index of each shard's records, as NVIDIA DALI reads: _index/SHARD.idx", "--index"),
        new("output.mode", new WordValue("MODE", ["error", "overwrite", "append", "ignore"], s_modes),
            "When the data set exists: error, overwrite, append or ignore", "--mode"),
        new("output.runId", new TextValue("ID"), "With append: the same id again replaces what it added before", "--run-id"),
        new("output.overwriteForeign", new FlagValue(), "Let overwrite delete files that are not the data set's own", "--overwrite-foreign"),

        new("features.*.column", new TextValue("COLUMN"), "Make a feature of a column with another name: FEATURE=COLUMN", "--feature"),
        new("features.*.as", new WordValue("FORM", ["float", "int64", "text", "raw", "json"]),
            "Write values as float, int64, text, raw bytes or json, where their type can be: FEATURE=text"),
        new("features.*.unit", new WordValue("UNIT", ["s", "ms", "us", "ns"]), "Unit of timestamps, times and durations: FEATURE=ms"),
        new("features.*.nested", new WordValue("FORM", ["ragged", "flatten", "tensor"]), "Make ragged parts, one flat list or a tensor of lists in lists: FEATURE=ragged"),
        new("features.*.vector", new WordValue("FORM", ["dense"]), "Write all values of a Spark ML Vector: FEATURE=dense"),
        new("features.*.part", new WordValue("PART", ["context", "sequence"]), "With SequenceExample: write into its context or its sequences; unset: lists are sequences: FEATURE=context"),
        new("features.*.null", new WordOrOneValue("POLICY", ["missing", "fail", "indicator"], "default"), "Nulls are missing, fail, are told apart by an indicator or get a default: FEATURE=default:0"),
        new("features.*.nullElement", new WordOrOneValue("POLICY", ["fail", "drop"], "value"), "Nulls in lists fail, are dropped or get a value: FEATURE=value:0"),
        new("features.*.empty", new WordValue("POLICY", ["missing"]), "Leave a feature out where its list is empty: FEATURE=missing"),
        new("features.*.length", new WholeValue(0), "Exact number of values of a list: FEATURE=256"),
        new("features.*.maxLength", new WholeValue(0), "Most values of a list: FEATURE=50"),
        new("features.*.tooLong", new WordValue("POLICY", ["fail", "truncate"]), "Lists above maxLength fail or are truncated: FEATURE=truncate"),
        new("features.*.min", new ScalarValue(), "Least value allowed: FEATURE=0"),
        new("features.*.max", new ScalarValue(), "Greatest value allowed: FEATURE=1"),
        new("features.*.finite", new FlagValue(), "Allow no NaN and no infinity"),
        new("features.*.oneOf", new ScalarsValue(), "The only values allowed: FEATURE=a,b"),
        new("features.*.label", new FlagValue(), "The feature to predict, which the feature spec's dataset() returns apart", "--label"),
        new("features.*.private", new FlagValue(), "Keep the feature's values out of messages and sidecars", "--private"),

        new("sameLength", new GroupsValue("FEATURES"), "Features whose lists have as many values in every row: ids,tags; once for each group"),
        new("separator", new TextValue("TEXT"), "What stands between a struct and its field in a feature's name: user/age"),

        new("warmup.rows", new RowsValue(), "Rows to send to the model: a number to sample, or 0,7 for chosen ones; unset: 8"),
        new("warmup.seed", new WholeValue(0), "Seed of the sample: another one takes other rows"),
        new("warmup.model", new TextValue("MODEL"), "The SavedModel to make requests for: a version's directory, the one above, or a saved_model.pb", "--model"),
        new("warmup.modelName", new TextValue("NAME"), "The model's name in TensorFlow Serving; unset: that of its directory", "--model-name"),
        new("warmup.signature", new TextValue("NAMES"), "The signatures to call, with commas between them; unset: all", "--signature"),
        new("warmup.batchSizes", new WholesValue("SIZES", 1), "Rows per request: 1,8,32; unset: one, or what the model's batching_params allow", "--batch-sizes"),
        new("warmup.inputs.*.columns", new TextsValue("NAMES"), "Columns packed into a model input, in order: INPUT=a,b,c"),
        new("warmup.inputs.*.dtype", new TextValue("DTYPE"), "The input's element type in TensorFlow's words: INPUT=float32"),
        new("warmup.inputs.*.shape", new WholesValue("SHAPE", -1), "The input's shape; -1 is the batch: INPUT=-1,30"),
        new("warmup.mask.*", new WordValue("MASK", ["constant", "hash", "shuffle", "redraw", "drop"]), "Hide a column's values: COLUMN=hash", "--mask"),
        new("warmup.maskSecret", new TextValue("SECRET"), "Key of the masks that hash, such as ${env:WARMUP_KEY}"),

        new("splits.shares.*", new ShareValue(), "Divide the records into splits: NAME=0.8 for each, together 1", "--split"),
        new("splits.by", new TextsValue("NAMES"), "Columns whose equal values stay in one split; unset: each record goes for itself", "--split-by"),
        new("splits.seed", new WholeValue(0), "Seed of the division: another one divides otherwise", "--split-seed"),

        new("badRows.policy", new WordValue("POLICY", ["fail", "skip", "quarantine"]), "When a row cannot be converted: fail, skip it, or keep it in _quarantine", "--bad-rows"),
        new("badRows.max", new LimitValue(), "With skip and quarantine: most rows, or share of all rows, before the job fails: 100, 0.1%; unset: any number", "--max-bad-rows"),

        new("engine.mode", new WordValue("MODE", ["auto", "scan", "dataframe"]), "On Spark: who reads the input, its workers (scan) or Spark itself (dataframe)"),
        new("engine.threads", new WholeValue(1), "Threads to use; unset: one a core", "--threads"),
        new("expectSpec", new TextValue("FILE"), "Fail, before the data set appears, when its feature spec is another than this _feature_spec.json"),
        new("verify", new FlagValue(), "Read everything back and check it before the data set appears"),
    ];

    static readonly JsonObject s_job = JsonSerializer.SerializeToNode(new Job(), PlanningJson.Default.Job)!.AsObject();

    // The same with the optional parts.
    static readonly JsonObject s_defaults = JsonSerializer.SerializeToNode(
        new Job
        {
            Features = new Dictionary<string, FeatureOptions> { ["*"] = new() },
            Splits = new(),
            Warmup = new() { Inputs = new Dictionary<string, WarmupInput> { ["*"] = new() } },
        },
        PlanningJson.Default.Job)!.AsObject();

    /// <summary>The key at a path, or null.</summary>
    public static JobKey? Find(string path) => All.FirstOrDefault(k => k.Path == path);

    /// <summary>True when keys lie below a path.</summary>
    public static bool HasKeysBelow(string path) => All.Any(k => k.Path.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>The names directly below a path, the root being "".</summary>
    public static IEnumerable<string> NamesBelow(string path)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        return All.Where(k => k.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k.Path[prefix.Length..].Split('.')[0]).Distinct();
    }

    /// <summary>A key's default as <see cref="Job"/> has it, or null.</summary>
    public static JsonNode? DefaultOf(JobKey key) => DefaultAt(key.Path);

    /// <summary>A new object with the defaults of everything below a path, the root being "".</summary>
    public static JsonObject DefaultsBelow(string path)
    {
        var defaults = (path.Length == 0 ? s_job : DefaultAt(path)!).DeepClone().AsObject();
        defaults.Remove("*");
        foreach (var part in defaults.Select(p => p.Value).OfType<JsonObject>())
            part.Remove("*");
        return defaults;
    }

    static JsonNode? DefaultAt(string path) => path.Split('.').Aggregate((JsonNode?)s_defaults, (node, name) => node?[name]);
}

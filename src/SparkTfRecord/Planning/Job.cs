using Apache.Arrow.Types;

namespace SparkTfRecord.Planning;

/// <summary>One conversion: what a job file and the command line say together. JSON names are these in camel case; <c>new()</c> is the default of each part.</summary>
sealed record Job
{
    /// <summary>Version of the job file's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Where the rows come from.</summary>
    public JobInput Input { get; init; } = new();

    /// <summary>Where and how the records go.</summary>
    public JobOutput Output { get; init; } = new();

    /// <summary>What deviates from the default mapping, by feature name.</summary>
    public IReadOnlyDictionary<string, FeatureOptions> Features { get; init; } = new Dictionary<string, FeatureOptions>();

    /// <summary>Groups of features whose lists have as many values in every row; other rows are bad.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SameLength { get; init; } = [];

    /// <summary>What stands between the names of a column and of a field in it in the name of a feature: <c>user/age</c>.</summary>
    public string Separator { get; init; } = "/";

    /// <summary>How the rows are divided into splits; null: they are not.</summary>
    public SplitOptions? Splits { get; init; }

    /// <summary>The warm-up request to make in the same run; null: none.</summary>
    public WarmupOptions? Warmup { get; init; }

    /// <summary>What becomes of rows that cannot be converted.</summary>
    public BadRowOptions BadRows { get; init; } = new();

    /// <summary>Where it runs.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Read everything back and check it before the commit. Off by default: it reads the whole output once more.</summary>
    public bool Verify { get; init; }
}

/// <summary>Where the rows come from.</summary>
sealed record JobInput
{
    /// <summary>The files' format; on Spark any that it can read.</summary>
    public string Format { get; init; } = "parquet";

    /// <summary>Files, directories and globs, in the order of their rows.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>On Spark a table or view instead of files; null: none.</summary>
    public string? Table { get; init; }

    /// <summary>What Spark's reader of the format is told.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>On Spark a query over the files or the table, which it calls <c>input</c>; null: they are taken as they are.</summary>
    public string? Sql { get; init; }

    /// <summary>A filter on partition columns, such as <c>day = '2026-11-22'</c>, on Spark on any; null: none.</summary>
    public string? Where { get; init; }

    /// <summary>Columns to take; "*" stands for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ["*"];

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>Where and how the records go.</summary>
sealed record JobOutput
{
    /// <summary>The data set's directory.</summary>
    public string? Path { get; init; }

    /// <summary>What shard names begin with.</summary>
    public string Name { get; init; } = "data";

    /// <summary>What a record holds.</summary>
    public RecordType RecordType { get; init; } = RecordType.Example;

    /// <summary>Exact number of shards; null: from <see cref="ShardSize"/>.</summary>
    public int? Shards { get; init; }

    /// <summary>Wanted length of a shard before compression, in bytes; default 128 MiB, a size that tf.data reads well in parallel.</summary>
    public long ShardSize { get; init; } = 128 << 20;

    /// <summary>none, gzip or zlib.</summary>
    public string Codec { get; init; } = "none";

    /// <summary>Compression level 0 to 9; null: zlib's default, 6.</summary>
    public int? Level { get; init; }

    /// <summary>What to do when the data set exists.</summary>
    public SaveMode Mode { get; init; } = SaveMode.Error;

    /// <summary>Makes an append idempotent: the same id again replaces what it added before; null: each append adds.</summary>
    public string? RunId { get; init; }

    /// <summary>Lets overwrite replace a directory that holds files its manifest does not name.</summary>
    public bool OverwriteForeign { get; init; }
}

/// <summary>What a record holds; spark-tfrecord's words.</summary>
enum RecordType
{
    /// <summary>A serialized <c>tf.train.Example</c>.</summary>
    Example,
}

/// <summary>What to do when the data set exists; Spark's words.</summary>
enum SaveMode
{
    /// <summary>Refuse.</summary>
    Error,

    /// <summary>Replace it, all at once.</summary>
    Overwrite,

    /// <summary>Add shards to it.</summary>
    Append,

    /// <summary>Do nothing and succeed.</summary>
    Ignore,
}

/// <summary>What deviates from the default mapping for one feature.</summary>
sealed record FeatureOptions
{
    /// <summary>The column it is made of; null: the column with the feature's name.</summary>
    public string? Column { get; init; }

    /// <summary>What the values are written as; null: the type's default.</summary>
    public FeatureAs? As { get; init; }

    /// <summary>The unit of a timestamp, time or duration written as a number; null: us, Spark's own.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>What becomes of lists in lists; null: such a column is a problem.</summary>
    public NestedForm? Nested { get; init; }

    /// <summary>What becomes of a Spark ML Vector; null: its indices, values and size.</summary>
    public VectorForm? Vector { get; init; }

    /// <summary>What becomes of null values; null: the row has no such feature.</summary>
    public NullWish? Null { get; init; }

    /// <summary>What becomes of nulls in lists; null: the row is bad.</summary>
    public ElementWish? NullElement { get; init; }

    /// <summary>What becomes of empty lists; null: a feature without values.</summary>
    public EmptyList? Empty { get; init; }

    /// <summary>Exact number of values of a list; null: any.</summary>
    public int? Length { get; init; }

    /// <summary>Most values of a list; null: any number.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What becomes of lists with more than <see cref="MaxLength"/> values; null: the row is bad.</summary>
    public TooLong? TooLong { get; init; }

    /// <summary>Least value that the feature may hold, as a text; null: any.</summary>
    public string? Min { get; init; }

    /// <summary>Greatest value that the feature may hold, as a text; null: any.</summary>
    public string? Max { get; init; }

    /// <summary>Whether rows with NaN or infinities are bad; null: no.</summary>
    public bool? Finite { get; init; }

    /// <summary>The only values that the feature may hold, as texts; null: any.</summary>
    public IReadOnlyList<string>? OneOf { get; init; }

    /// <summary>The feature that the feature spec's <c>dataset()</c> returns apart.</summary>
    public bool Label { get; init; }

    /// <summary>Keeps the column's values out of messages and sidecars.</summary>
    public bool Private { get; init; }
}

/// <summary>What values can be written as.</summary>
enum FeatureAs
{
    /// <summary>32-bit floats.</summary>
    Float,

    /// <summary>Whole numbers: a decimal without its point.</summary>
    Int64,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A double's 8 bytes.</summary>
    Raw,

    /// <summary>One JSON text: structs, maps and lists of these or of lists.</summary>
    Json,
}

/// <summary>What lists in lists can become; TensorFlow Datasets' names.</summary>
enum NestedForm
{
    /// <summary>The parts of a RaggedTensor: <c>x/ragged_flat_values</c>, <c>x/ragged_row_lengths_0</c>.</summary>
    Ragged,

    /// <summary>One list of all values.</summary>
    Flatten,

    /// <summary>One serialized TensorProto a row; lists of different lengths make the row bad.</summary>
    Tensor,
}

/// <summary>What a Spark ML Vector can become other than its indices, values and size.</summary>
enum VectorForm
{
    /// <summary>All its values, a sparse one filled with zeros.</summary>
    Dense,
}

/// <summary>What empty lists can become other than a feature without values.</summary>
enum EmptyList
{
    /// <summary>The row has no such feature, so that FixedLenFeature takes its default.</summary>
    Missing,
}

/// <summary>What becomes of lists that are too long.</summary>
enum TooLong
{
    /// <summary>The row is bad.</summary>
    Fail,

    /// <summary>Values beyond the limit are left out.</summary>
    Truncate,
}

/// <summary>The warm-up requests for TensorFlow Serving.</summary>
sealed record WarmupOptions
{
    /// <summary>The rows that are sent; null: a sample of <see cref="WarmupRows.DefaultSample"/>.</summary>
    public WarmupRows? Rows { get; init; }

    /// <summary>Seed of the sample: another one takes other rows.</summary>
    public long Seed { get; init; }

    /// <summary>The SavedModel that is asked for its signatures: a version's directory, the one above, or a saved_model.pb; null: <see cref="Inputs"/> say what it takes.</summary>
    public string? Model { get; init; }

    /// <summary><c>model_spec.name</c> of the requests; null: that of the model's directory.</summary>
    public string? ModelName { get; init; }

    /// <summary>The signatures to call, with commas between them; empty or "all": every one that can be served, without a model serving_default.</summary>
    public string Signature { get; init; } = "";

    /// <summary>Rows per request: for each size as many requests as send every row, the last filled up from the first rows; empty: one row each.</summary>
    public IReadOnlyList<int> BatchSizes { get; init; } = [];

    /// <summary>The model's inputs by name.</summary>
    public IReadOnlyDictionary<string, WarmupInput> Inputs { get; init; } = new Dictionary<string, WarmupInput>();

    /// <summary>How values are hidden, by column or feature.</summary>
    public IReadOnlyDictionary<string, WarmupMask> Mask { get; init; } = new Dictionary<string, WarmupMask>();

    /// <summary>Key of the masks that hash; null: the seed, which hides values only from those who do not know it.</summary>
    public string? MaskSecret { get; init; }
}

/// <summary>How a column's values are hidden in the warm-up file.</summary>
enum WarmupMask
{
    /// <summary>All the same: 0, or an empty string; lists keep their lengths.</summary>
    Constant,

    /// <summary>Strings become sixteen hexadecimal digits made of them and a key; equal ones stay equal.</summary>
    Hash,

    /// <summary>The values of the sampled rows change places.</summary>
    Shuffle,

    /// <summary>Numbers are drawn anew between the least and the greatest of the sampled rows, whole ones stay whole; strings become as many letters.</summary>
    Redraw,

    /// <summary>Left out; an error where an input needs it.</summary>
    Drop,
}

/// <summary>One input tensor of the model.</summary>
sealed record WarmupInput
{
    /// <summary>The columns packed into it, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The tensor's element type in TensorFlow's words, such as float32 or int64; null: the model's, without a model float32.</summary>
    public string? Dtype { get; init; }

    /// <summary>The tensor's shape, -1 for the batch and other free dimensions; empty: the model's, without a model what the columns make.</summary>
    public IReadOnlyList<int> Shape { get; init; } = [];
}

/// <summary>Where it runs.</summary>
sealed record EngineOptions
{
    /// <summary>On Spark: who reads the input.</summary>
    public EngineMode Mode { get; init; }

    /// <summary>Threads of the local engine; null: one a core.</summary>
    public int? Threads { get; init; }
}

/// <summary>Who reads the input of a job on Spark.</summary>
enum EngineMode
{
    /// <summary>The workers where they can, else Spark.</summary>
    Auto,

    /// <summary>The workers, straight from Parquet files.</summary>
    Scan,

    /// <summary>Spark, which can read and compute anything.</summary>
    Dataframe,
}

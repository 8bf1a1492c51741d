using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark.Driver;

/// <summary>An option of Spark's session that suits the columns which come through Spark.</summary>
/// <param name="Key">The option.</param>
/// <param name="Value">Its value.</param>
/// <param name="UserKey">By what users set it: where they have, it stays as it is.</param>
sealed record SendOption(string Key, string Value, string UserKey)
{
    const long SentBytes = 8 << 20;
    const long ReadBytes = 4 << 20;

    static readonly SparkVersion s_boundsBytes = new(4, 0);
    static readonly SparkVersion s_doublesBuffers = new(4, 0); // Parquet 1.14

    SendOption(string key, string value) : this(key, value, key)
    {
    }

    /// <summary>The options for columns.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="rowBytes">Bytes of a row where these are known, else 1.</param>
    /// <param name="version">Spark's version.</param>
    public static IEnumerable<SendOption> Of(Schema schema, long rowBytes, SparkVersion version)
    {
        var types = schema.FieldsList.SelectMany(f => FileColumns.Leaves(f.DataType)).ToList();
        var binary = types.Exists(t => t is BinaryType);
        // It knows no bound by bytes, and a batch beyond 2 GiB ends the job: 16 rows may be of 128 MB each where nothing is known of them.
        if (version < s_boundsBytes && (binary || types.Exists(t => t is StringType) || schema.FieldsList.Any(f => f.DataType is NestedType)))
            yield return new("spark.sql.execution.arrow.maxRecordsPerBatch", Rows(SentBytes / rowBytes, !binary ? 1000 : rowBytes > 1 ? 100 : 16));
        // Its Parquet reader holds 4096 rows a task and at times twice the memory these need: images of 60 kB, and an executor of 1 GB is out of memory.
        if (binary)
            yield return new("spark.sql.parquet.columnarReaderBatchSize", Rows(ReadBytes / rowBytes, 256));
        // To decompress a page it takes memory anew, all there was and 64 kB more, until the page is in: at its first page of 60 MB a thread allocates 27 GB.
        // Of a spark-submit of set E it was 20 of 36 CPU seconds. https://issues.apache.org/jira/browse/PARQUET-2429
        if (binary && version < s_doublesBuffers)
            yield return new("io.file.buffer.size", $"{1 << 20}", "spark.buffer.size");

        // Values that repeat are longer than a file says, so it can only ask for less.
        static string Rows(long wanted, long most) => Math.Clamp(wanted, 1, most).ToString(CultureInfo.InvariantCulture);
    }
}

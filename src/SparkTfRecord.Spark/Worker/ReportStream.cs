using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace SparkTfRecord.Spark.Worker;

/// <summary>What a worker sends back: rows of one string column, in the one struct that Spark unwraps by position.</summary>
static class ReportStream
{
    /// <summary>The same column in Spark's words, for the function's return type.</summary>
    public const string SparkType = "report string";

    static readonly StructType s_row = new([new Field("report", StringType.Default, nullable: true)]);
    static readonly Schema s_schema = new([new Field("_0", s_row, nullable: true)], null);

    /// <summary>Writes a whole Arrow stream; without rows it holds no batch.</summary>
    public static void Write(Stream stream, IReadOnlyList<string> rows)
    {
        using var writer = new ArrowStreamWriter(stream, s_schema, leaveOpen: true);
        writer.WriteStart();
        if (rows.Count > 0)
        {
            var strings = new StringArray.Builder().AppendRange(rows).Build();
            using var batch = new RecordBatch(s_schema, [new StructArray(s_row, rows.Count, [strings], ArrowBuffer.Empty)], rows.Count);
            writer.WriteRecordBatch(batch);
        }
        writer.WriteEnd();
    }
}

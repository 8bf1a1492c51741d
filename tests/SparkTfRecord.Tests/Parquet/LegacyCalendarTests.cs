using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp.Arrow;
using Schema = Apache.Arrow.Schema;
using Table = SparkTfRecord.Tests.Support.Table;
using TemporaryDirectory = SparkTfRecord.Tests.Support.TemporaryDirectory;

namespace SparkTfRecord.Tests.Parquet;

public sealed class LegacyCalendarTests : IDisposable
{
    const string Spark35 = "org.apache.spark.version=3.5.1";
    const string Legacy = Spark35 + ";org.apache.spark.legacyDateTime=";
    const string Spark24 = "org.apache.spark.sql.parquet.row.metadata={}";

    readonly TemporaryDirectory _directory = new();
    readonly string _path;

    public LegacyCalendarTests() => _path = _directory["a.parquet"];

    [Theory]
    [InlineData("", "1582-10-14", true)]
    [InlineData(Spark35, "1582-10-14", true)]
    [InlineData(Spark35 + ";org.apache.spark.legacyINT96=", "1582-10-14", true)]
    [InlineData("org.apache.spark.version=3.0.2", "1582-10-14", true)]
    [InlineData(Legacy, "1582-10-15", true)]
    [InlineData(Legacy, "1582-10-14", false)]
    [InlineData(Legacy, "0001-01-01", false)]
    [InlineData("org.apache.spark.version=2.4.8", "1582-10-14", false)]
    [InlineData(Spark24, "1582-10-15", true)]
    [InlineData(Spark24, "1582-10-14", false)]
    public void Read_DateOfOldCalendar_IsRefused(string keys, string date, bool reads)
    {
        var dates = new Date32Array.Builder().Append(DateTime.Parse(date)).AppendNull().Build();
        Write(keys, new Field("day", Date32Type.Default, true), dates);

        AssertReads(reads);
    }

    [Theory]
    [InlineData(Spark35, "1899-12-31T23:59:59.999Z", true)]
    [InlineData(Legacy, "1900-01-01T00:00:00Z", true)]
    [InlineData(Legacy, "1899-12-31T23:59:59.999Z", false)]
    public void Read_TimeInListOfOldCalendar_IsRefused(string keys, string time, bool reads)
    {
        var type = new TimestampType(TimeUnit.Microsecond, "UTC");
        var times = new TimestampArray.Builder(type).Append(DateTimeOffset.Parse(time)).Build();
        var offsets = new ArrowBuffer.Builder<int>().Append(0).Append(1).Build();
        Write(keys, new Field("day", new ListType(type), true), new ListArray(new ListType(type), 1, offsets, times, ArrowBuffer.Empty));

        AssertReads(reads);
    }

    public void Dispose() => _directory.Dispose();

    void Write(string keys, Field field, IArrowArray array)
    {
        var metadata = keys.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(k => k.Split('=')).ToDictionary(k => k[0], k => k[1]);
        var schema = new Schema([field], metadata);
        using var properties = new ArrowWriterPropertiesBuilder().StoreSchema();
        using var writer = new FileWriter(_path, schema, arrowProperties: properties.Build());
        writer.WriteRecordBatch(new RecordBatch(schema, [array], array.Length));
        writer.Close();
    }

    void AssertReads(bool reads)
    {
        if (reads)
            Assert.Single(Table.Read(_path));
        else
            Assert.StartsWith($"{_path}: column 'day' holds", Assert.Throws<InvalidDataException>(() => Table.Read(_path)).Message);
    }
}

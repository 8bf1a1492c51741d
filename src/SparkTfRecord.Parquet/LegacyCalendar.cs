using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using TimeUnit = Apache.Arrow.Types.TimeUnit;

namespace SparkTfRecord.Parquet;

/// <summary>
/// Refuses days and times that Spark wrote in the hybrid Julian and Gregorian calendar where it differs from today's: before 1582-10-15, and for
/// times before 1900, when zones had odd offsets. Such files are those that Spark refuses, or shifts, by <c>spark.sql.parquet.datetimeRebaseModeInRead</c>:
/// written before Spark 3.0 (INT96: 3.1), or in mode LEGACY, which leaves a key in the footer.
/// </summary>
static class LegacyCalendar
{
    const string VersionKey = "org.apache.spark.version";
    const string RowKey = "org.apache.spark.sql.parquet.row.metadata";
    const string DateTimeKey = "org.apache.spark.legacyDateTime";
    const string Int96Key = "org.apache.spark.legacyINT96";

    static readonly int s_firstDay = (new DateOnly(1582, 10, 15).DayNumber - new DateOnly(1970, 1, 1).DayNumber);
    static readonly long s_firstSecond = (long)(new DateTime(1900, 1, 1) - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Whether the file's days and times may be in the old calendar.</summary>
    public static bool IsIn(FileMetaData file, IEnumerable<int> leaves)
    {
        var keys = file.KeyValueMetadata;
        if (!keys.ContainsKey(VersionKey) && !keys.ContainsKey(RowKey))
            return false;
        var writer = WriterVersion(keys);
        return keys.ContainsKey(DateTimeKey) || writer < new Version(3, 0)
            || ((keys.ContainsKey(Int96Key) || writer < new Version(3, 1)) && leaves.Any(leaf => IsInt96(file, leaf)));
    }

    /// <exception cref="InvalidDataException">A column holds such a day or time.</exception>
    public static void Check(string path, RecordBatch batch)
    {
        for (var i = 0; i < batch.ColumnCount; i++)
        {
            if (HoldsOld(batch.Column(i)))
                Throw.LegacyCalendar(path, batch.Schema.GetFieldByIndex(i).Name);
        }
    }

    // Spark has written the key since 3.0; what has only the other one is older.
    static Version WriterVersion(IReadOnlyDictionary<string, string> keys) =>
        keys.TryGetValue(VersionKey, out var text) && Version.TryParse(text.Split('-')[0], out var version) ? version : new Version(2, 0);

    static bool IsInt96(FileMetaData file, int leaf)
    {
        var column = file.Schema.Column(leaf);
        return column.PhysicalType == PhysicalType.Int96;
    }

    static bool HoldsOld(IArrowArray array) => array switch
    {
        Date32Array days => HoldsLess(days, s_firstDay),
        TimestampArray times => HoldsLess(times, s_firstSecond * PerSecond(((TimestampType)times.Data.DataType).Unit)),
        StructArray structs => structs.Fields.Any(HoldsOld),
        MapArray map => HoldsOld(map.Keys) || HoldsOld(map.Values),
        ListArray list => HoldsOld(list.Values),
        LargeListArray list => HoldsOld(list.Values),
        FixedSizeListArray list => HoldsOld(list.Values),
        _ => false,
    };

    static bool HoldsLess<T>(PrimitiveArray<T> array, T first) where T : struct, IEquatable<T>, IComparable<T>
    {
        var values = array.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].CompareTo(first) < 0 && array.IsValid(i))
                return true;
        }

        return false;
    }

    static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };
}

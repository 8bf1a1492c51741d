using ParquetSharp;
using SparkTfRecord.Parquet.Columns;

namespace SparkTfRecord.Parquet;

/// <summary>What ParquetSharp throws when its native part refuses: ParquetException, or a bare Exception from an Arrow stream.</summary>
static class NativeError
{
    /// <summary>True for errors that speak of the file, false for errors of the program or the machine.</summary>
    public static bool IsAboutFile(Exception error) =>
        error is ParquetException or DamagedColumnException or NotSupportedException or NotImplementedException || error.GetType() == typeof(Exception);

    /// <summary>The native message on one line, without the C++ type's name around it.</summary>
    public static string Text(Exception error)
    {
        const string Start = "(message: '";
        var text = error.Message;
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        if (start >= 0)
            text = text[(start + Start.Length)..].TrimEnd('\'', ')');
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
    }
}

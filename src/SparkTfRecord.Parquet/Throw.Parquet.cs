using System.Diagnostics.CodeAnalysis;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Parquet;

static class Throw
{
    const string WriteAgain = "write it again or leave it out";

    [DoesNotReturn]
    public static void TooShort(string path, long length) =>
        throw new InvalidDataException($"{path}: {length} bytes long, a Parquet file has at least 12; it is something else or was cut short: {WriteAgain}.");

    [DoesNotReturn]
    public static void NoTailMagic(string path, ReadOnlySpan<byte> found, bool startsAsParquet) =>
        throw new InvalidDataException($"{path}: ends with the bytes {Convert.ToHexString(found)}, a Parquet file with 50415231 (PAR1); "
            + (startsAsParquet ? "it begins like one, so it was cut short or added to" : "it is something else") + $": {WriteAgain}.");

    [DoesNotReturn]
    public static void FooterLength(string path, long footerLength, long fileLength) =>
        throw new InvalidDataException($"{path}: says that its footer is {footerLength} bytes long, in a file of {fileLength}; it is damaged: {WriteAgain}.");

    [DoesNotReturn]
    public static void Encrypted(string path, string what) =>
        throw new InvalidDataException($"{path}: {what} is encrypted and there is no way to give a key; decrypt it upstream, or let Spark read it, which may have the keys, by --engine-mode dataframe.");

    [DoesNotReturn]
    public static void RowGroupRows(string path, int rowGroup, long rows) =>
        throw new InvalidDataException($"{path}: says that row group {rowGroup} has {rows} rows; it is damaged: {WriteAgain}.");

    [DoesNotReturn]
    public static void ChangedWhileRead(string path) =>
        throw new InvalidDataException($"{path}: changed while it was read; run the job again when nothing writes to the input.");

    [DoesNotReturn]
    public static void Changed(InputFile planned, long length, DateTime modified) =>
        throw new InvalidDataException($"{planned.Path}: {length} bytes, modified {modified:O}; when the job was planned it had {planned.Length}, modified {planned.Modified:O}. "
            + "Something writes to the input: run the job again when that is done.");

    [DoesNotReturn]
    public static void Vanished(string path) =>
        throw new InvalidDataException($"{path}: was there when the job was planned and is gone; run the job again when nothing writes to the input.");

    [DoesNotReturn]
    public static void RowGroups(InputFile planned, int found) =>
        throw new InvalidDataException($"{planned.Path}: has {found} row groups, {planned.RowGroups.Count} when the job was planned; run the job again when nothing writes to the input.");

    [DoesNotReturn]
    public static void RowGroupLength(InputFile file, int rowGroup, long missing) =>
        throw new InvalidDataException($"{file.Path}: row group {rowGroup} holds {file.RowGroups[rowGroup].Rows - missing} rows, its footer says {file.RowGroups[rowGroup].Rows}; it is damaged: {WriteAgain}.");

    [DoesNotReturn]
    public static void LegacyCalendar(string path, string column) =>
        throw new InvalidDataException($"{path}: column '{column}' holds a day before 1582-10-15 or a time before 1900 in the old calendar that this file's Spark wrote; "
            + "leave the column out, or read the file with Spark and write it again with spark.sql.parquet.datetimeRebaseModeInWrite=CORRECTED.");

    /// <summary>The native reader's refusal; its own text comes last.</summary>
    [DoesNotReturn]
    public static void Unreadable(string path, string where, Exception error) =>
        throw new InvalidDataException($"{path}: {where} cannot be read; the file is damaged or has something that is not supported ({NativeError.Text(error)}). On Spark, --engine-mode dataframe lets Spark try.", error);
}

using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>A file format whose files have a footer and row groups that can be read from anywhere: <c>ParquetInputFormat</c> of SparkTfRecord.Parquet.</summary>
/// <remarks>Its members are no part of the public API: it cannot be implemented outside these assemblies.</remarks>
public interface IInputFormat
{
    /// <summary>Reads a file's footer and no data. Called by several threads at once.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">Not a file of this format, or one that cannot be read whole: damaged, encrypted.</exception>
    internal FileFooter ReadFooter(string path);

    /// <summary>Opens the rows [<paramref name="firstRow"/>, <paramref name="firstRow"/> + <paramref name="rows"/>) of a file.</summary>
    /// <param name="file">The file as planned; one that has changed since is an error.</param>
    /// <param name="firstRow">0-based row of the file.</param>
    /// <param name="rows">Number of rows; the batches hold exactly these.</param>
    /// <param name="columns">Names of the top-level columns to read, as the file spells them.</param>
    /// <exception cref="InvalidDataException">The file has changed since it was planned, or is damaged.</exception>
    internal IRecordBatchSource Open(InputFile file, long firstRow, long rows, IReadOnlyList<string> columns);

    /// <summary>Makes a new local file for rows that are to be read again one day.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The schema of every batch.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    internal IRecordBatchWriter Create(string path, Schema schema);

    /// <summary>Gives the operating system what files that are done with have left in memory. Called by any thread, at any time; it costs some ten milliseconds.</summary>
    internal void HandBackMemory();
}

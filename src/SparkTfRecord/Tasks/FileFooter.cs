using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>What a file's footer says.</summary>
/// <param name="Schema">Top-level columns as Arrow fields, without the file's key-value metadata.</param>
/// <param name="RowGroups">Row groups in file order, empty ones included.</param>
sealed record FileFooter(Schema Schema, IReadOnlyList<RowGroup> RowGroups)
{
    /// <summary>In the metadata of a column: times in it may have more digits than are read.</summary>
    public const string CutKey = "cut";
}

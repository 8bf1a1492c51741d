using SparkTfRecord.Planning;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Parquet;

/// <summary>Parquet files, read by ParquetSharp.</summary>
sealed class ParquetInputFormat : IInputFormat
{
    public FileFooter ReadFooter(string path) => throw new NotImplementedException();

    public IRecordBatchSource Open(InputFile file, long firstRow, long rows, IReadOnlyList<string> columns) => throw new NotImplementedException();
}

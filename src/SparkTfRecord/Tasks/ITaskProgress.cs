namespace SparkTfRecord.Tasks;

/// <summary>Hears what tasks have done so far; called from several threads.</summary>
interface ITaskProgress
{
    /// <summary>More rows were read and more bytes of records written.</summary>
    void Add(long rows, long bytes);

    /// <summary>So many of Spark's tasks are complete.</summary>
    void Count(int completed, int all);
}

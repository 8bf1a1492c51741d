namespace SparkTfRecord;

/// <summary>How far a conversion is.</summary>
/// <param name="Rows">Input rows read so far; on Spark in proportion to the tasks, until the end.</param>
/// <param name="TotalRows">Input rows of the whole job; 0 where they are not known beforehand, as when Spark computes them.</param>
/// <param name="Bytes">Bytes of the records so far, before compression.</param>
/// <param name="CompletedTasks">Spark's tasks that are complete; 0 on one machine.</param>
/// <param name="TotalTasks">Spark's tasks of all stages that have begun, so that it grows where there are several; 0 on one machine, and before the first.</param>
public readonly record struct ConversionProgress(long Rows, long TotalRows, long Bytes, int CompletedTasks = 0, int TotalTasks = 0);

namespace SparkTfRecord;

/// <summary>How far a conversion is.</summary>
/// <param name="Rows">Input rows read so far.</param>
/// <param name="TotalRows">Input rows of the whole job; 0 where they are not known beforehand, as when Spark computes them.</param>
/// <param name="Bytes">Bytes of the records so far, before compression.</param>
public readonly record struct ConversionProgress(long Rows, long TotalRows, long Bytes);

namespace SparkTfRecord.Spark.Worker;

/// <summary>Negative lengths with which Spark and a worker mark what comes next (SpecialLengths in PythonRunner.scala).</summary>
static class SpecialLength
{
    public const int EndOfDataSection = -1;
    public const int ExceptionThrown = -2;
    public const int EndOfStream = -4;
    public const int StartArrowStream = -6;

    /// <summary>4.3 and later: the header comes as one message whose length follows.</summary>
    public const int StartOfInitMessage = -8;
}

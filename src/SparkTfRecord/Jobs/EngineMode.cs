namespace SparkTfRecord.Jobs;

/// <summary>Who reads the input of a job on Spark.</summary>
public enum EngineMode
{
    /// <summary>The workers where they can, else Spark.</summary>
    Auto,

    /// <summary>The workers, straight from Parquet files.</summary>
    Scan,

    /// <summary>Spark, which can read and compute anything.</summary>
    Dataframe,
}

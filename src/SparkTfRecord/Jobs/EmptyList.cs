namespace SparkTfRecord.Jobs;

/// <summary>What empty lists can become other than a feature without values.</summary>
public enum EmptyList
{
    /// <summary>The row has no such feature, so that FixedLenFeature takes its default.</summary>
    Missing,
}

namespace SparkTfRecord.Examples;

/// <summary>Where in the record a feature stands.</summary>
enum FeaturePlace
{
    /// <summary><c>Example.features</c>.</summary>
    Features,

    /// <summary>Nowhere: its one value is the whole record.</summary>
    Record,
}

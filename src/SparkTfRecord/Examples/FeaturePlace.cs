namespace SparkTfRecord.Examples;

/// <summary>Where in the record a feature stands.</summary>
enum FeaturePlace
{
    /// <summary><c>Example.features</c>.</summary>
    Features,

    /// <summary><c>SequenceExample.context</c>.</summary>
    Context,

    /// <summary><c>SequenceExample.feature_lists</c>: each value of the list is a step, a Feature of its own.</summary>
    Steps,

    /// <summary><c>SequenceExample.feature_lists</c>: each list in the list is a step, with any number of values.</summary>
    StepLists,

    /// <summary>Nowhere: its one value is the whole record.</summary>
    Record,
}

using Apache.Arrow;

namespace SparkTfRecord.Examples;

/// <summary>How the columns of one schema become features: everything decided once, before the first row.</summary>
sealed class FeaturePlan
{
    /// <summary>Binds each feature to its column; a feature whose column the schema lacks is null in every row.</summary>
    /// <exception cref="NotSupportedException">A column's type has no feature mapping.</exception>
    public static FeaturePlan Compile(Schema schema, IReadOnlyList<FeatureMapping> features) => throw new NotImplementedException();
}

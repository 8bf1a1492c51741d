namespace SparkTfRecord.Examples;

/// <summary>What of a column, or of what <see cref="FeatureMapping.Path"/> leads to, becomes the feature.</summary>
enum FeaturePart
{
    /// <summary>The values; those of lists in lists one after the other.</summary>
    Values,

    /// <summary>The lengths of the lists at <see cref="FeatureMapping.Depth"/>: with the values the parts of a RaggedTensor.</summary>
    RowLengths,

    /// <summary>1 where the value is null, else 0; never null itself.</summary>
    Missing,

    /// <summary>The indices of a Spark ML Vector; those of a dense one count from 0.</summary>
    VectorIndices,

    /// <summary>The values of a Spark ML Vector, as it stores them.</summary>
    VectorValues,

    /// <summary>The size of a Spark ML Vector.</summary>
    VectorSize,

    /// <summary>All values of a Spark ML Vector, a sparse one filled with zeros.</summary>
    VectorDense,
}

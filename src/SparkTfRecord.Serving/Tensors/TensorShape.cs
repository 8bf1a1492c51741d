using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Tensors;

/// <summary>The shape that a signature declares for an input; -1 is a free dimension.</summary>
/// <param name="Dimensions">The dimensions; null: any rank.</param>
readonly record struct TensorShape(IReadOnlyList<long>? Dimensions)
{
    /// <summary>True when the first dimension counts the rows of the batch.</summary>
    public bool IsBatched => Dimensions is null or [-1, ..];

    /// <summary>Whether a tensor of this shape fits.</summary>
    public bool Admits(IReadOnlyList<long> actual) =>
        Dimensions is null || (Dimensions.Count == actual.Count && Dimensions.Zip(actual).All(d => d.First < 0 || d.First == d.Second));

    /// <summary>Whether another declared shape can mean the same: free dimensions may be fixed.</summary>
    public bool Agrees(IReadOnlyList<int> other) =>
        Dimensions is null || (Dimensions.Count == other.Count && Dimensions.Zip(other).All(d => d.First < 0 || d.Second < 0 || d.First == d.Second));

    /// <summary>This shape with free dimensions fixed as another one says that <see cref="Agrees"/> with it.</summary>
    public TensorShape With(IReadOnlyList<int> other) =>
        new(Dimensions is null ? [.. other] : [.. Dimensions.Zip(other, (own, fix) => own < 0 ? fix : own)]);

    /// <summary>The shape in a proto.</summary>
    public static TensorShape Of(TensorShapeProto? shape) =>
        new(shape is null || shape.UnknownRank ? null : [.. shape.Dim.Select(d => d.Size)]);

    /// <summary>As TensorFlow prints it: [-1, 30].</summary>
    public override string ToString() => Text(Dimensions);

    /// <summary>Dimensions as text.</summary>
    public static string Text(IEnumerable<long>? dimensions) => dimensions is null ? "of any rank" : $"[{string.Join(", ", dimensions)}]";
}

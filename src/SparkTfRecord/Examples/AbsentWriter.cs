using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>A feature whose column, or field on the way, the schema lacks: null in every row.</summary>
sealed unsafe class AbsentWriter(FeatureMapping mapping) : FeatureWriter(mapping)
{
    readonly FeatureWriter? _filler = Filler(mapping);

    public override void Bind(ArrayData? column, PinnedBuffers buffers)
    {
    }

    protected override void BindArray(ArrayData array, PinnedBuffers buffers)
    {
    }

    public override int Measure(int first, int count, long* lengths) => _filler is null ? count : _filler.Measure(first, count, lengths);

    public override void Write(int count, byte** positions)
    {
        _filler?.Write(count, positions);
        Nulls = _filler?.Nulls ?? Nulls + count;
    }

    /// <summary>What does with nulls as the mapping says; null where that is to write nothing.</summary>
    static FeatureWriter? Filler(FeatureMapping mapping) => mapping switch
    {
        { Part: FeaturePart.Missing } => new Int64Writer(mapping, new NullFlags(new NullValues<long>())),
        { Null: NullPolicy.Missing } => null,
        { Kind: FeatureKind.Int64 } => new Int64Writer(mapping, new NullValues<long>()),
        { Kind: FeatureKind.Float } => new FloatWriter(mapping, new NullValues<float>()),
        _ => new BytesWriter(mapping, new NullValues<Slice>()),
    };
}

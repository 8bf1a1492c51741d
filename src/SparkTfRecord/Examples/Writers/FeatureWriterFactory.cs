using Apache.Arrow.Types;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Checks;
using SparkTfRecord.Examples.Nested;
using SparkTfRecord.Examples.Sequences;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Chooses the writer for a feature by its mapping and the type of its column.</summary>
static class FeatureWriterFactory
{
    /// <summary>A new writer for a column of some type; null when the schema lacks it.</summary>
    /// <exception cref="NotSupportedException">No such mapping.</exception>
    public static FeatureWriter Create(FeatureMapping mapping, IArrowType? column)
    {
        if (column is null || new FieldPath(mapping.Path).TypeIn(column) is not { } type || type is NullType)
            return AlwaysNull(mapping with { Path = [] });
        var writer = mapping.Part switch
        {
            FeaturePart.Values when mapping.Form is ValueForm.Json or ValueForm.Tensor => Whole(mapping, type),
            FeaturePart.Values => Values(mapping, type),
            FeaturePart.RowLengths => RowLengths(mapping, type),
            FeaturePart.Missing => new Int64Writer(mapping, new NullFlags(ColumnValuesFactory.Nulls(type))),
            FeaturePart.VectorSize => new Int64Writer(mapping, ValueFilters.Check(new VectorSizes(), mapping.Checks)),
            FeaturePart.VectorIndices => VectorIndices(mapping, new SparkVectors()),
            FeaturePart.VectorDense => VectorDense(mapping, new SparkVectors()),
            FeaturePart.VectorValues => VectorValues(mapping with { Part = FeaturePart.Values, Path = [.. mapping.Path, "values"] }),
            _ => null,
        };
        if (writer is null)
            Throw.NoMapping(mapping);
        return writer;
    }

    static FeatureWriter AlwaysNull(FeatureMapping mapping) => mapping switch
    {
        { Part: FeaturePart.Missing } => new Int64Writer(mapping, new NullFlags(new NullValues<long>())),
        { Kind: FeatureKind.Int64 } => new Int64Writer(mapping, new NullValues<long>()),
        { Kind: FeatureKind.Float } => new FloatWriter(mapping, new NullValues<float>()),
        _ => Bytes(mapping, null, new NullValues<Slice>()),
    };

    static FeatureWriter? Values(FeatureMapping mapping, IArrowType type)
    {
        var (lists, element) = Lists(type, mapping.Place == FeaturePlace.StepLists ? 1 : int.MaxValue);
        if (mapping.Place == FeaturePlace.StepLists)
            element = FeatureTypes.ElementOf(element) ?? element;
        return mapping.Kind switch
        {
            FeatureKind.Int64 when ColumnValuesFactory.Int64(element, mapping.Form, mapping.Unit ?? TimeUnit.Microsecond) is { } values => Int64(mapping, lists, ValueFilters.Check(values, mapping.Checks)),
            FeatureKind.Float when ColumnValuesFactory.Float(element, mapping.Form) is { } values => Float(mapping, lists, ValueFilters.Check(values, mapping.Checks)),
            FeatureKind.Bytes when ColumnValuesFactory.Bytes(element, mapping.Form) is { } values => Bytes(mapping, lists, ValueFilters.Check(values, mapping.Checks)),
            _ => null,
        };
    }

    static FeatureWriter? Whole(FeatureMapping mapping, IArrowType type)
    {
        ColumnValues<Slice>? values = mapping.Form == ValueForm.Tensor ? Tensor(type) : JsonNodeFactory.Create(type) is { } node ? new JsonTexts(node) : null;
        return values is null ? null : Bytes(mapping, null, ValueFilters.Check(values, mapping.Checks));
    }

    static Tensors? Tensor(IArrowType type)
    {
        var dimensions = 0;
        for (; FeatureTypes.ElementOf(type) is { } element; dimensions++)
            type = element;
        if (dimensions == 0 || TensorType.Of(type) is not { } tensor)
            return null;
        return new Tensors(dimensions, tensor, tensor.Length > 0 ? new FixedSizeBinaryValues(tensor.Length) : ColumnValuesFactory.Bytes(type)!);
    }

    static FeatureWriter Int64(FeatureMapping mapping, ListRanges? lists, ColumnValues<long> values) =>
        lists is null ? new Int64Writer(mapping, values)
        : IsSequence(mapping) ? Sequence<long, Int64Steps>(mapping, lists, values)
        : new Int64ListWriter(mapping, lists, values);

    static FeatureWriter Float(FeatureMapping mapping, ListRanges? lists, ColumnValues<float> values) =>
        lists is null ? new FloatWriter(mapping, values)
        : IsSequence(mapping) ? Sequence<float, FloatSteps>(mapping, lists, values)
        : new FloatListWriter(mapping, lists, values);

    static FeatureWriter Bytes(FeatureMapping mapping, ListRanges? lists, ColumnValues<Slice> values) =>
        mapping.Place == FeaturePlace.Record ? new RecordWriter(mapping, values)
        : lists is null ? new BytesWriter(mapping, values)
        : IsSequence(mapping) ? Sequence<Slice, BytesSteps>(mapping, lists, values)
        : new BytesListWriter(mapping, lists, values);

    static bool IsSequence(FeatureMapping mapping) => mapping.Place is FeaturePlace.Steps or FeaturePlace.StepLists;

    static FeatureWriter Sequence<T, TFormat>(FeatureMapping mapping, ListRanges steps, ColumnValues<T> values)
        where T : unmanaged
        where TFormat : struct, IStepFormat<T>, IStepFormat<ValueList<T>> =>
        mapping.Place == FeaturePlace.Steps
            ? new SequenceWriter<T, TFormat>(mapping, steps, values)
            : new SequenceWriter<ValueList<T>, TFormat>(mapping with { NullElement = NullPolicy.Fail, ElementDefault = null }, steps, new StepLists<T>(mapping, values));

    static Int64ListWriter? RowLengths(FeatureMapping mapping, IArrowType type)
    {
        var (lists, inner) = Lists(type, mapping.Depth + 1);
        return lists is not null && FeatureTypes.ElementOf(inner) is not null ? new Int64ListWriter(mapping, lists, new ListLengths()) : null;
    }

    static Int64ListWriter VectorIndices(FeatureMapping mapping, SparkVectors vectors) =>
        new(mapping, new VectorLists(vectors, zeros: false), ValueFilters.Check(new VectorIndices(vectors), mapping.Checks));

    static FloatListWriter VectorValues(FeatureMapping mapping) =>
        new(mapping, new FlatLists(), ValueFilters.Check(new RoundedDoubles("json"), mapping.Checks));

    static FloatListWriter VectorDense(FeatureMapping mapping, SparkVectors vectors) =>
        new(mapping, new VectorLists(vectors, zeros: true), ValueFilters.Check(new DenseVectors(vectors), mapping.Checks));

    /// <summary>The lists that a type is made of, so many deep at most, as one list of what is in the innermost; null when it is no list.</summary>
    static (ListRanges? Lists, IArrowType Element) Lists(IArrowType type, int deepest)
    {
        ListRanges? lists = null;
        for (var depth = 0; depth < deepest && FeatureTypes.ElementOf(type) is { } element; depth++)
        {
            lists = lists is null ? new FlatLists() : new NestedLists(lists, new FlatLists());
            type = element;
        }
        return (lists, type);
    }
}

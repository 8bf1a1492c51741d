using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Planning;

/// <summary>Makes the features of a column, or of a field below it, that is not divided further.</summary>
sealed class ColumnFeatures(ColumnNode node, Job job, List<string> problems)
{
    /// <summary>Whether a node becomes features as a whole, and is not divided into its fields.</summary>
    public static bool IsWhole(ColumnNode node, FeatureOptions wish) => node.Children.Count == 0 || wish.As is FeatureAs.Json || SparkVector.Is(node.Type);

    /// <summary>The features; none when the wish cannot be granted, and for a column without a type.</summary>
    public IEnumerable<FeatureMapping> Of(string feature, FeatureOptions wish)
    {
        IReadOnlyList<FeatureMapping> features = node.Type switch
        {
            NullType => [],
            _ when SparkVector.Is(node.Type) && wish.As is null => Vector(feature, wish with { Part = SequencePart.Context }),
            _ when wish.Nested is { } form && wish.As is not FeatureAs.Json => [.. Nested(feature, form, wish)],
            _ when StepOf(wish) is { } step => Plain(feature, step, wish).ConvertAll(f => f with { Place = FeaturePlace.StepLists }),
            var type => Plain(feature, type, wish),
        };
        if (wish.Vector is not null && !SparkVector.Is(node.Type))
            problems.Add(Problem.OptionForOtherType(node, "vector", "Spark ML vectors"));
        if (wish.Part is { } part && (job.Output.RecordType != RecordType.SequenceExample || (part == SequencePart.Sequence && features.Any(f => f.Place == FeaturePlace.Context))))
            problems.Add(Problem.PartImpossible(feature, node, job.Output.RecordType));
        return wish.Null is { HasIndicator: true } ? features.Append(Missing(feature)) : features;
    }

    // The lists in the lists, where each is a step of a sequence.
    IArrowType? StepOf(FeatureOptions wish) =>
        IsSequence(wish) && FeatureTypes.ElementOf(node.Type) is { } list && wish.As is not FeatureAs.Json && FeatureTypes.Of(list, wish.As) is { IsList: true } ? list : null;

    bool IsSequence(FeatureOptions wish) => job.Output.RecordType == RecordType.SequenceExample && wish.Part is not SequencePart.Context;

    List<FeatureMapping> Plain(string feature, IArrowType type, FeatureOptions wish)
    {
        if (FeatureTypes.Of(type, wish.As) is { } chosen)
        {
            if (wish.Unit is { } unit && chosen.Unit is null)
                problems.Add(Problem.UnitWithoutTime(node, unit));
            if (wish.Unit == TimeUnit.Nanosecond && chosen.Unit is not null && node.Column.MayBeCut)
                problems.Add(Problem.NoNanoseconds(node));
            return [new FeaturePolicies(Mapping(feature, chosen, wish), wish, problems).Apply()];
        }
        problems.Add(wish.As is { } impossible ? Problem.AsImpossible(node, impossible, FeatureTypes.Choices(type)) : Problem.NoMapping(node));
        return [];
    }

    IEnumerable<FeatureMapping> Nested(string feature, NestedForm form, FeatureOptions wish)
    {
        var (element, depth) = (node.Type, 0);
        while (FeatureTypes.ElementOf(element) is { } inner)
            (element, depth) = (inner, depth + 1);
        if (depth < 2)
        {
            problems.Add(Problem.OptionForOtherType(node, "nested", "lists in lists"));
            return [];
        }
        if (form == NestedForm.Tensor)
            return [new FeaturePolicies(Mapping(feature, new(FeatureKind.Bytes) { Form = ValueForm.Tensor }, wish), wish, problems).Apply()];
        if (form == NestedForm.Ragged && (wish.NullElement is { Policy: NullPolicy.Missing } || wish.TooLong is TooLong.Truncate))
            problems.Add(Problem.RaggedCut(feature, wish.TooLong is TooLong.Truncate ? "tooLong" : "nullElement"));
        // As if it was one list of all its values.
        var values = form == NestedForm.Ragged
            ? Plain($"{feature}{job.Separator}ragged_flat_values", new ListType(element), wish with { Part = SequencePart.Context })
            : Plain(feature, new ListType(element), wish);
        return form == NestedForm.Ragged ? values.Concat(Enumerable.Range(0, depth - 1).Select(d => RowLengths(feature, d))) : values;
    }

    List<FeatureMapping> Vector(string feature, FeatureOptions wish) => wish.Vector is VectorForm.Dense
        ? [Part(feature, FeaturePart.VectorDense, SparkVector.Values, wish)]
        :
        [
            Part($"{feature}{job.Separator}indices", FeaturePart.VectorIndices, SparkVector.Indices, wish),
            Part($"{feature}{job.Separator}values", FeaturePart.VectorValues, SparkVector.Values, wish),
            Part($"{feature}{job.Separator}size", FeaturePart.VectorSize, SparkVector.Size, wish),
        ];

    FeatureMapping Part(string feature, FeaturePart part, FeatureType type, FeatureOptions wish) =>
        new FeaturePolicies(Mapping(feature, type, wish) with { Part = part }, wish, problems).Apply();

    FeatureMapping RowLengths(string feature, int depth) =>
        Mapping($"{feature}{job.Separator}ragged_row_lengths_{depth}", new(FeatureKind.Int64) { IsList = true }, new() { Part = SequencePart.Context }) with { Part = FeaturePart.RowLengths, Depth = depth };

    FeatureMapping Missing(string feature) =>
        Mapping($"{feature}{job.Separator}missing", new(FeatureKind.Int64), new()) with { Part = FeaturePart.Missing };

    FeatureMapping Mapping(string feature, FeatureType type, FeatureOptions wish) => new()
    {
        Feature = feature,
        Column = node.Column.Name,
        Path = node.Path,
        Type = ArrowTypeName.Of(node.Type),
        Kind = type.Kind,
        IsList = type.IsList,
        Place = job.Output.RecordType != RecordType.SequenceExample ? FeaturePlace.Features : type.IsList && IsSequence(wish) ? FeaturePlace.Steps : FeaturePlace.Context,
        Form = type.Form,
        Unit = type.Unit is null ? null : wish.Unit ?? type.Unit,
        Scale = type.Scale,
        Rounds = type.Rounds,
        Label = wish.Label,
        Private = wish.Private,
    };
}

using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Statistics;

/// <summary>Counts what one feature of one shard holds. What comes out is the same however the shard's values are cut into calls.</summary>
abstract class FeatureTally(FeatureMapping mapping)
{
    LengthTally? _lists;
    long _records;
    long _nulls;
    long _missing;

    /// <summary>A new tally for a feature: a <see cref="FeatureTally{T}"/> of what its writer holds.</summary>
    public static FeatureTally Of(FeatureMapping mapping) => mapping.Kind switch
    {
        FeatureKind.Int64 => OfSteps<long>(mapping, mapping.Private ? new CountTally<long>(mapping) : new Int64Tally(mapping)),
        FeatureKind.Float => OfSteps<float>(mapping, mapping.Private ? new CountTally<float>(mapping) : new FloatTally(mapping)),
        _ => OfSteps<Slice>(mapping, mapping.Private ? new CountTally<Slice>(mapping) : new BytesTally(mapping)),
    };

    /// <summary>Counts records.</summary>
    /// <param name="records">Their number.</param>
    /// <param name="written">How many of them have the feature.</param>
    /// <param name="nulls">How many come from a row whose value is null.</param>
    public void AddRecords(int records, int written, int nulls)
    {
        _records += records;
        _missing += records - written;
        _nulls += nulls;
    }

    /// <summary>Counts a list with so many values, or steps.</summary>
    public void AddList(int length) => (_lists ??= new()).Add(length);

    /// <summary>What was counted.</summary>
    public FeatureStatistics Complete() => WithValues(new()
    {
        Feature = mapping.Feature,
        Records = _records,
        Nulls = _nulls,
        Missing = _missing,
        Lists = mapping.Private ? null : _lists?.Complete(),
    });

    /// <summary>Adds what is known of the values.</summary>
    internal abstract FeatureStatistics WithValues(FeatureStatistics statistics);

    static FeatureTally OfSteps<T>(FeatureMapping mapping, FeatureTally<T> values) where T : unmanaged =>
        mapping.Place == FeaturePlace.StepLists ? new StepsTally<T>(mapping, values) : values;
}

/// <summary>Counts values of one type.</summary>
abstract unsafe class FeatureTally<T>(FeatureMapping mapping) : FeatureTally(mapping) where T : unmanaged
{
    /// <summary>Number of values so far.</summary>
    public long Values { get; private set; }

    /// <summary>Counts values in their order.</summary>
    public void Add(T* values, int count)
    {
        if (count == 0)
            return;
        AddValues(values, count);
        Values += count;
    }

    /// <summary>Counts values; <see cref="Values"/> is the number of those before.</summary>
    protected abstract void AddValues(T* values, int count);

    internal override FeatureStatistics WithValues(FeatureStatistics statistics) => statistics with { Values = Values };
}

/// <summary>Counts the values of steps that hold lists.</summary>
sealed unsafe class StepsTally<T>(FeatureMapping mapping, FeatureTally<T> values) : FeatureTally<ValueList<T>>(mapping) where T : unmanaged
{
    protected override void AddValues(ValueList<T>* steps, int count)
    {
        for (var i = 0; i < count; i++)
            values.Add(steps[i].Values, steps[i].Count);
    }

    internal override FeatureStatistics WithValues(FeatureStatistics statistics) => values.WithValues(statistics);
}

/// <summary>Counts values and does not look at them.</summary>
sealed unsafe class CountTally<T>(FeatureMapping mapping) : FeatureTally<T>(mapping) where T : unmanaged
{
    protected override void AddValues(T* values, int count)
    {
    }
}

using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Sequences;

/// <summary>The lists in lists, each as one value: that of a step.</summary>
/// <param name="mapping">The feature, for what becomes of nulls in its lists.</param>
/// <param name="column">The values of all.</param>
sealed unsafe class StepLists<T>(FeatureMapping mapping, ColumnValues<T> column) : ColumnValues<ValueList<T>> where T : unmanaged
{
    readonly FlatLists _lists = new();
    readonly NullRule<T> _elementRule = NullRule<T>.Of(mapping.NullElement, mapping.ElementDefault);
    readonly Scratch<ValueList<T>> _steps = new();
    readonly Scratch<T> _filled = new();
    long _first;
    long* _bounds;

    public override void Bind(ArrayData data, PinnedBuffers buffers) => column.Bind(_lists.Bind(data, buffers), buffers);

    public override ValueList<T>* Read(long first, int count)
    {
        _first = first;
        _bounds = _lists.Read(first, count);
        var total = checked((int)(_bounds[count] - _bounds[0]));
        var values = total == 0 ? null : column.Read(_bounds[0], total);
        var hasNulls = total > 0 && !column.Validity.AllValid(_bounds[0], total);
        // A step that is null is no value that could be left out or replaced: the others would move.
        Suspect = !_lists.Validity.AllValid(first, count) || (hasNulls && _elementRule.Policy == NullPolicy.Fail) || (total > 0 && column.Suspect);
        var steps = _steps.Reserve(count);
        for (var i = 0; i < count; i++)
            steps[i] = new(values + (_bounds[i] - _bounds[0]), (int)(_bounds[i + 1] - _bounds[i]));
        if (hasNulls && _elementRule.Policy != NullPolicy.Fail)
            ReplaceNulls(steps, count, total);
        return steps;
    }

    public override bool IsBad(long index) => FaultOf(index) is not null;

    public override BadValue Describe(long index) => FaultOf(index)!.Value;

    BadValue? FaultOf(long index)
    {
        if (_lists.Validity.IsNull(index))
            return new("a list in the list is null, which a step cannot say", null, "remove the nulls upstream, or write the column as json");
        for (var value = _bounds[index - _first]; value < _bounds[index - _first + 1]; value++)
        {
            if (column.Validity.IsNull(value))
            {
                if (_elementRule.Policy == NullPolicy.Fail)
                    return new("an element of the list is null, which a feature cannot say", null, "set nullElement to \"drop\" or {\"value\": …}, or remove the nulls upstream");
            }
            else if (column.IsBad(value))
            {
                return column.Describe(value);
            }
        }
        return null;
    }

    void ReplaceNulls(ValueList<T>* steps, int count, int total)
    {
        var to = _filled.Reserve(total);
        for (var i = 0; i < count; i++)
        {
            var start = to;
            for (var position = 0; position < steps[i].Count; position++)
            {
                if (!column.Validity.IsNull(_bounds[i] + position))
                    *to++ = steps[i].Values[position];
                else if (_elementRule.Policy == NullPolicy.Default)
                    *to++ = _elementRule.Value;
            }
            steps[i] = new(start, (int)(to - start));
        }
    }
}

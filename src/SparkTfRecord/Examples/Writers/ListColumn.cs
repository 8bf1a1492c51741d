using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Reads the lists of a column, and does with nulls, empty lists and lists of other lengths what the mapping asks for.</summary>
sealed unsafe class ListColumn<T>(FeatureMapping mapping, ListRanges ranges, ColumnValues<T> column) where T : unmanaged
{
    // Rows that hold more values than a block holds bytes do not fit: looking at them would only take memory.
    const long MaxValuesAhead = RecordBlock.DefaultCapacity;

    readonly NullRule<T> _elementRule = NullRule<T>.Of(mapping.NullElement, mapping.ElementDefault);
    readonly Scratch<ValueList<T>> _lists = new();
    readonly Scratch<T> _filled = new();
    int _first;
    long* _bounds;

    /// <summary>Bytes that each value takes at least in a record.</summary>
    static int MinLength => typeof(T) == typeof(float) ? sizeof(float) : 1;

    /// <summary>The rows read last whose list is not null.</summary>
    public RowList Present { get; } = new();

    /// <summary>Those of them that have a list in the feature.</summary>
    public RowList Rows { get; } = new();

    /// <summary>These lists, one a row.</summary>
    public ValueList<T>* Lists { get; private set; }

    /// <summary>Turns to an array.</summary>
    public void Bind(ArrayData array, PinnedBuffers buffers) => column.Bind(ranges.Bind(array, buffers), buffers);

    /// <summary>Reads the lists of some rows.</summary>
    /// <returns>Number of rows read: fewer where one is bad or certainly does not fit the block, but at least 1.</returns>
    /// <exception cref="BadRowException">The first row is bad.</exception>
    public int Read(int first, int count)
    {
        _first = first;
        _bounds = ranges.Read(first, count);
        while (count > 1 && _bounds[count] - _bounds[0] > MaxValuesAhead)
            count--;
        var total = _bounds[count] - _bounds[0];
        if (total * MinLength > RecordBlock.MaxRecordLength)
            Throw.RecordTooLong(first, mapping, total * MinLength);

        Present.List(ranges.Validity, first, count);
        Rows.Assign(Present);
        var values = total == 0 ? null : column.Read(_bounds[0], (int)total);
        var hasNulls = total > 0 && !column.Validity.AllValid(_bounds[0], total);
        if (ranges.HasNullsInside)
            count = CutAtNullInside(count);
        if (hasNulls || (total > 0 && column.Suspect))
            count = CutAtBad(count);

        Lists = _lists.Reserve(count);
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows.Rows[i];
            Lists[i] = new ValueList<T>(values + (_bounds[row] - _bounds[0]), (int)(_bounds[row + 1] - _bounds[row]));
        }
        if (hasNulls)
            ReplaceNullElements((int)total);
        if (mapping.Checks is { } checks)
            count = CheckLengths(checks, count);
        if (mapping.EmptyIsMissing)
            Rows.LeaveOutEmpty(Lists);
        if (mapping.Null == NullPolicy.Fail)
            count = CutAtNull(count);
        return count;
    }

    /// <summary>Copies all lists, with the nulls in them left out or replaced.</summary>
    void ReplaceNullElements(int total)
    {
        var to = _filled.Reserve(total);
        for (var i = 0; i < Rows.Count; i++)
        {
            var start = to;
            for (var position = 0; position < Lists[i].Count; position++)
            {
                if (!column.Validity.IsNull(_bounds[Rows.Rows[i]] + position))
                    *to++ = Lists[i].Values[position];
                else if (_elementRule.Policy == NullPolicy.Default)
                    *to++ = _elementRule.Value;
            }
            Lists[i] = new ValueList<T>(start, (int)(to - start));
        }
    }

    int CutAtBad(int count)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows.Rows[i];
            for (var index = _bounds[row]; index < _bounds[row + 1]; index++)
            {
                var isNull = column.Validity.IsNull(index);
                if (isNull ? _elementRule.Policy != NullPolicy.Fail : !column.IsBad(index))
                    continue;
                if (row > 0)
                    return CutAt(row);
                if (isNull)
                    Throw.NullElement(_first, mapping, index - _bounds[0]);
                Throw.BadValue(_first, mapping, column.Describe(index));
            }
        }
        return count;
    }

    int CutAtNullInside(int count)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (!ranges.HasNullInside(Rows.Rows[i]))
                continue;
            if (Rows.Rows[i] > 0)
                return CutAt(Rows.Rows[i]);
            Throw.NullInside(_first, mapping);
        }
        return count;
    }

    int CheckLengths(FeatureChecks checks, int count)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            var length = Lists[i].Count;
            if (checks.Truncate && length > checks.MaxLength)
                Lists[i] = new ValueList<T>(Lists[i].Values, length = checks.MaxLength.Value);
            if (length <= (checks.MaxLength ?? int.MaxValue) && length == (checks.Length ?? length))
                continue;
            if (Rows.Rows[i] > 0)
                return CutAt(Rows.Rows[i]);
            Throw.ListLength(_first, mapping, length);
        }
        return count;
    }

    int CutAtNull(int count)
    {
        var row = Rows.FirstMissing();
        if (row == count)
            return count;
        if (row == 0)
            Throw.NullValue(_first, mapping);
        return CutAt(row);
    }

    /// <summary>Keeps only rows in front of <paramref name="row"/>.</summary>
    public int CutAt(int row)
    {
        Present.CutAt(row);
        Rows.CutAt(row);
        return row;
    }
}

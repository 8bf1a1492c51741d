using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>Reads the lists of a column, and does with nulls, empty lists and lists of other lengths what the mapping asks for.</summary>
sealed unsafe class ListColumn<T>(FeatureMapping mapping, ColumnValues<T> column) where T : unmanaged
{
    // A value takes at least a byte, so rows that hold more values than a block holds bytes do not fit: looking at them would only take memory.
    const long MaxValuesAhead = RecordBlock.DefaultCapacity;

    readonly NullRule<T> _nullRule = NullRule<T>.Of(mapping.Null, mapping.Default);
    readonly NullRule<T> _elementRule = NullRule<T>.Of(mapping.NullElement, mapping.ElementDefault);
    readonly FeatureChecks? _checks = mapping.Checks;
    readonly ListRanges _ranges = new();
    readonly RowList _present = new();
    readonly RowList _written = new();
    readonly Scratch<ValueList<T>> _lists = new();
    readonly Scratch<ValueList<T>> _filledLists = new();
    readonly Scratch<T> _filledValues = new();
    readonly Scratch<T> _nullValue = new();

    /// <summary>The lists read last, one a row of <see cref="Rows"/>.</summary>
    public ValueList<T>* Lists { get; private set; }

    /// <summary>The rows read last for which the feature is written.</summary>
    public RowList Rows => _written;

    /// <summary>Turns to an array.</summary>
    public void Bind(ArrayData array, PinnedBuffers buffers)
    {
        _ranges.Bind(array, buffers);
        column.Bind(array.Children[0], buffers);
    }

    /// <summary>Reads the lists of some rows.</summary>
    /// <returns>Number of rows read: fewer where one is bad or certainly does not fit the block, but at least 1.</returns>
    /// <exception cref="BadRowException">The first row is bad.</exception>
    public int Read(int first, int count)
    {
        var bounds = _ranges.Read(first, count);
        while (count > 1 && bounds[count] - bounds[0] > MaxValuesAhead)
            count--;
        _present.List(_ranges.Validity, first, count);
        var total = bounds[count] - bounds[0];
        if (total > RecordBlock.MaxRecordLength)
            Throw.RecordTooLong(first, mapping, total);
        var values = total == 0 ? null : column.Read(bounds[0], (int)total);
        var hasNulls = !column.Validity.AllValid(bounds[0], total);
        if (total > 0 && (column.Suspect || hasNulls))
            count = CutAtBad(first, count, bounds);

        Lists = _lists.Reserve(count);
        for (var i = 0; i < _present.Count; i++)
        {
            var row = _present.Rows[i];
            Lists[i] = new ValueList<T>(values + (bounds[row] - bounds[0]), (int)(bounds[row + 1] - bounds[row]));
        }
        if (hasNulls)
            ReplaceNullElements(bounds, (int)total);
        if (_checks?.Length is not null || _checks?.MaxLength is not null)
            count = CheckLengths(first, count);
        if (mapping.EmptyIsMissing)
            _present.LeaveOutEmpty(Lists);
        return FillNulls(first, count);
    }

    /// <summary>Keeps the first rows only.</summary>
    /// <returns>How many of them were null.</returns>
    public int CutAt(int count)
    {
        _present.CutAt(count);
        _written.CutAt(count);
        return count - _present.Count;
    }

    int CutAtBad(int first, int count, long* bounds)
    {
        for (var i = 0; i < _present.Count; i++)
        {
            var row = _present.Rows[i];
            for (var index = bounds[row]; index < bounds[row + 1]; index++)
            {
                var isNull = column.Validity.IsNull(index);
                if (isNull ? _elementRule.Policy != NullPolicy.Fail : !column.IsBad(index))
                    continue;
                if (row == 0 && isNull)
                    Throw.NullElement(first, mapping, index - bounds[0]);
                if (row == 0)
                    Throw.BadValue(first, mapping, column.Describe(index));
                _present.CutAt(row);
                return row;
            }
        }
        return count;
    }

    /// <summary>Copies all lists, with the nulls in them left out or replaced.</summary>
    void ReplaceNullElements(long* bounds, int total)
    {
        var to = _filledValues.Reserve(total);
        for (var i = 0; i < _present.Count; i++)
        {
            var start = to;
            for (var position = 0; position < Lists[i].Count; position++)
            {
                if (!column.Validity.IsNull(bounds[_present.Rows[i]] + position))
                    *to++ = Lists[i].Values[position];
                else if (_elementRule.Policy == NullPolicy.Default)
                    *to++ = _elementRule.Value;
            }
            Lists[i] = new ValueList<T>(start, (int)(to - start));
        }
    }

    int CheckLengths(int first, int count)
    {
        for (var i = 0; i < _present.Count; i++)
        {
            var length = Lists[i].Count;
            if (_checks!.Truncate && length > _checks.MaxLength)
                Lists[i] = new ValueList<T>(Lists[i].Values, length = _checks.MaxLength.Value);
            if (length <= (_checks.MaxLength ?? int.MaxValue) && length == (_checks.Length ?? length))
                continue;
            var row = _present.Rows[i];
            if (row == 0)
                Throw.ListLength(first, mapping, length);
            _present.CutAt(row);
            return row;
        }
        return count;
    }

    int FillNulls(int first, int count)
    {
        if (_present.Count < count && _nullRule.Policy == NullPolicy.Fail)
        {
            count = _present.FirstMissing();
            if (count == 0)
                Throw.NullValue(first, mapping);
            _present.CutAt(count);
        }
        if (_present.Count == count || _nullRule.Policy != NullPolicy.Default)
        {
            _written.Assign(_present);
            return count;
        }
        var value = _nullValue.Reserve(1);
        *value = _nullRule.Value;
        var filled = _filledLists.Reserve(count);
        new Span<ValueList<T>>(filled, count).Fill(new ValueList<T>(value, 1));
        for (var i = 0; i < _present.Count; i++)
            filled[_present.Rows[i]] = Lists[i];
        Lists = filled;
        _written.ListAll(count);
        return count;
    }
}

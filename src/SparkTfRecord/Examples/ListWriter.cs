using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>A feature with any number of values a row; a null list leaves it out, an empty one writes a list message without values.</summary>
abstract unsafe class ListWriter<T>(FeatureMapping mapping, ColumnValues<T> column) : FeatureWriter(mapping) where T : unmanaged
{
    // A value takes at least a byte, so rows that hold more values than a block holds bytes do not fit: looking at them would only take memory.
    const long MaxValuesAhead = RecordBlock.DefaultCapacity;

    readonly ListRanges _lists = new();
    readonly RowList _rows = new();
    readonly Scratch<ValueList> _rowValues = new();

    /// <summary>What a list's entry begins with.</summary>
    protected FeatureHead Head { get; } = new(mapping.Feature, mapping.Kind);

    public sealed override void Bind(ArrayData? array, PinnedBuffers buffers)
    {
        _lists.Bind(array!, buffers);
        column.Bind(array!.Children[0], buffers);
    }

    public sealed override int Measure(int first, int count, long* lengths)
    {
        var bounds = _lists.Read(first, count);
        while (count > 1 && bounds[count] - bounds[0] > MaxValuesAhead)
            count--;
        _rows.List(_lists.Validity, first, count);
        var total = bounds[count] - bounds[0];
        if (total > RecordBlock.MaxRecordLength)
            Throw.RecordTooLong(first, Mapping, total);
        var values = total == 0 ? null : column.Read(bounds[0], (int)total);
        if (column.Suspect || !column.Validity.AllValid(bounds[0], total))
            count = CutAtBad(first, count, bounds);

        var lists = _rowValues.Reserve(_rows.Count);
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows.Rows[i];
            lists[i] = new ValueList(values + (bounds[row] - bounds[0]), (int)(bounds[row + 1] - bounds[row]));
        }
        Measure(lists, _rows.Rows, _rows.Count, lengths, first);
        return count;
    }

    public sealed override void Write(int count, byte** positions)
    {
        _rows.CutAt(count);
        Nulls += count - _rows.Count;
        Write(_rowValues.Start, _rows.Rows, _rows.Count, positions);
    }

    /// <summary>Adds the length of the entry of each row listed.</summary>
    protected abstract void Measure(ValueList* lists, int* rows, int count, long* lengths, int first);

    /// <summary>Writes the entry of each row listed.</summary>
    protected abstract void Write(ValueList* lists, int* rows, int count, byte** positions);

    int CutAtBad(int first, int count, long* bounds)
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows.Rows[i];
            for (var index = bounds[row]; index < bounds[row + 1]; index++)
            {
                if (!column.Validity.IsNull(index) && !column.IsBad(index))
                    continue;
                if (row == 0)
                    Throw.BadValue(first, Mapping, column.Validity.IsNull(index) ? NullElement(index - bounds[0]) : column.Describe(index));
                _rows.CutAt(row);
                return row;
            }
        }
        return count;
    }

    static BadValue NullElement(long position) => new(
        $"element {position} of the list is null, which a feature cannot say",
        null,
        "set nullElement to \"drop\" or to a value, or remove the nulls upstream");

    /// <summary>The values of one row.</summary>
    protected readonly struct ValueList(T* values, int count)
    {
        public readonly T* Values = values;
        public readonly int Count = count;
    }
}

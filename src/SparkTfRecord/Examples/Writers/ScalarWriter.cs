using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>A feature with one value a row, or none where it is null.</summary>
abstract unsafe class ScalarWriter<T>(FeatureMapping mapping, ColumnValues<T> column) : FeatureWriter(mapping) where T : unmanaged
{
    readonly NullRule<T> _nullRule = NullRule<T>.Of(mapping.Null, mapping.Default);
    readonly RowList _present = new();
    readonly RowList _written = new();
    readonly Scratch<T> _filled = new();
    readonly Scratch<T> _gathered = new();
    T* _values;

    protected sealed override void BindArray(ArrayData array, PinnedBuffers buffers) => column.Bind(array, buffers);

    public sealed override int Measure(int first, int count, long* lengths)
    {
        _values = column.Read(first, count);
        _present.List(column.Validity, first, count);
        if (column.Suspect)
            count = CutAtBad(first, count);
        if (_present.Count < count && _nullRule.Policy == NullPolicy.Fail)
            count = CutAtNull(first);
        if (_present.Count < count && _nullRule.Policy == NullPolicy.Default)
            FillNulls(count);
        else
            _written.Assign(_present);
        Measure(_values, _written.Rows, _written.Count, lengths);
        return count;
    }

    public sealed override void Write(int count, byte** positions)
    {
        _present.CutAt(count);
        _written.CutAt(count);
        Write(_values, _written.Rows, _written.Count, positions);
    }

    public sealed override void AddTo(FeatureTally tally, RowChoice rows, int chosen)
    {
        if (rows.All && _written.Count == rows.Rows)
        {
            tally.AddRecords(chosen, chosen, chosen - _present.Count);
            ((FeatureTally<T>)tally).Add(_values, chosen);
            return;
        }
        var gathered = _gathered.Reserve(_written.Count);
        var written = 0;
        for (var i = 0; i < _written.Count; i++)
        {
            if (rows.Holds(_written.Rows[i]))
                gathered[written++] = _values[_written.Rows[i]];
        }
        tally.AddRecords(chosen, written, chosen - _present.CountIn(rows));
        if (written > 0) // else the column may be one that the file lacks, and its writer of another type
            ((FeatureTally<T>)tally).Add(gathered, written);
    }

    /// <summary>Adds the length of the entry of each row listed.</summary>
    protected abstract void Measure(T* values, int* rows, int count, long* lengths);

    /// <summary>Writes the entry of each row listed.</summary>
    protected abstract void Write(T* values, int* rows, int count, byte** positions);

    int CutAtBad(int first, int count)
    {
        for (var i = 0; i < _present.Count; i++)
        {
            var row = _present.Rows[i];
            if (!column.IsBad(first + row))
                continue;
            if (row == 0)
                Throw.BadValue(first, Mapping, column.Describe(first));
            _present.CutAt(row);
            return row;
        }
        return count;
    }

    int CutAtNull(int first)
    {
        var row = _present.FirstMissing();
        if (row == 0)
            Throw.NullValue(first, Mapping);
        _present.CutAt(row);
        return row;
    }

    void FillNulls(int count)
    {
        var filled = _filled.Reserve(count);
        new Span<T>(filled, count).Fill(_nullRule.Value);
        for (var i = 0; i < _present.Count; i++)
            filled[_present.Rows[i]] = _values[_present.Rows[i]];
        _values = filled;
        _written.ListAll(count);
    }
}

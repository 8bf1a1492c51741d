using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>A feature with one value a row, or none where it is null.</summary>
abstract unsafe class ScalarWriter<T>(FeatureMapping mapping, ColumnValues<T> column) : FeatureWriter(mapping) where T : unmanaged
{
    readonly RowList _rows = new();
    T* _values;

    public sealed override void Bind(ArrayData? array, PinnedBuffers buffers) => column.Bind(array!, buffers);

    public sealed override int Measure(int first, int count, long* lengths)
    {
        _values = column.Read(first, count);
        _rows.List(column.Validity, first, count);
        if (column.Suspect)
            count = CutAtBad(first, count);
        Measure(_values, _rows.Rows, _rows.Count, lengths);
        return count;
    }

    public sealed override void Write(int count, byte** positions)
    {
        _rows.CutAt(count);
        Nulls += count - _rows.Count;
        Write(_values, _rows.Rows, _rows.Count, positions);
    }

    /// <summary>Adds the length of the entry of each row listed.</summary>
    protected abstract void Measure(T* values, int* rows, int count, long* lengths);

    /// <summary>Writes the entry of each row listed.</summary>
    protected abstract void Write(T* values, int* rows, int count, byte** positions);

    int CutAtBad(int first, int count)
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows.Rows[i];
            if (!column.IsBad(first + row))
                continue;
            if (row == 0)
                Throw.BadValue(first, Mapping, column.Describe(first));
            _rows.CutAt(row);
            return row;
        }
        return count;
    }
}

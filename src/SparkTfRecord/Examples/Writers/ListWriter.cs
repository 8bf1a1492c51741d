using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>A feature with any number of values a row; by default a null list leaves it out, and an empty one writes a list message without values.</summary>
abstract unsafe class ListWriter<T>(FeatureMapping mapping, ListRanges ranges, ColumnValues<T> values) : FeatureWriter(mapping) where T : unmanaged
{
    readonly ListColumn<T> _column = new(mapping, ranges, values);

    protected sealed override void BindArray(ArrayData array, PinnedBuffers buffers) => _column.Bind(array, buffers);

    public sealed override int Measure(int first, int count, long* lengths)
    {
        count = _column.Read(first, count);
        Measure(_column.Lists, _column.Rows.Rows, _column.Rows.Count, lengths, first);
        return count;
    }

    public sealed override void CountValues(int* counts)
    {
        for (var i = 0; i < _column.Rows.Count; i++)
            counts[_column.Rows.Rows[i]] = _column.Lists[i].Count;
    }

    public sealed override void Write(int count, byte** positions)
    {
        _column.CutAt(count);
        Write(_column.Lists, _column.Rows.Rows, _column.Rows.Count, positions);
    }

    public sealed override void AddTo(FeatureTally tally, RowChoice rows, int chosen)
    {
        var written = 0;
        var run = new ValueList<T>();
        for (var i = 0; i < _column.Rows.Count; i++)
        {
            if (!rows.Holds(_column.Rows.Rows[i]))
                continue;
            written++;
            var list = _column.Lists[i];
            tally.AddList(list.Count);
            if (run.Values + run.Count == list.Values)
            {
                run = new(run.Values, run.Count + list.Count);
                continue;
            }
            ((FeatureTally<T>)tally).Add(run.Values, run.Count);
            run = list;
        }
        ((FeatureTally<T>)tally).Add(run.Values, run.Count);
        tally.AddRecords(chosen, written, chosen - _column.Present.CountIn(rows));
    }

    /// <summary>Adds the length of the entry of each row listed; list i is that of row <c>rows[i]</c>.</summary>
    protected abstract void Measure(ValueList<T>* lists, int* rows, int count, long* lengths, int first);

    /// <summary>Writes the entry of each row listed.</summary>
    protected abstract void Write(ValueList<T>* lists, int* rows, int count, byte** positions);
}

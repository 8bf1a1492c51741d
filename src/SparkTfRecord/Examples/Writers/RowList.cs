using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Examples.Writers;

/// <summary>Some rows of a chunk, 0-based within it and ascending.</summary>
sealed unsafe class RowList
{
    static readonly int[] s_all = AllRows();

    readonly Scratch<int> _valid = new();

    /// <summary>The rows' numbers.</summary>
    public int* Rows { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Lists the rows of a chunk whose slots are not null.</summary>
    public void List(Validity validity, long first, int count)
    {
        if (validity.AllValid(first, count))
        {
            ListAll(count);
            return;
        }
        Rows = _valid.Reserve(count);
        Count = validity.ListValid(first, count, Rows);
    }

    /// <summary>Lists all rows of a chunk.</summary>
    public void ListAll(int count)
    {
        Rows = (int*)Unsafe.AsPointer(ref s_all[0]);
        Count = count;
    }

    /// <summary>Becomes the same as another list, until that one lists anew.</summary>
    public void Assign(RowList other)
    {
        Rows = other.Rows;
        Count = other.Count;
    }

    /// <summary>Keeps only rows in front of <paramref name="end"/>.</summary>
    public void CutAt(int end)
    {
        while (Count > 0 && Rows[Count - 1] >= end)
            Count--;
    }

    /// <summary>Number of rows listed that are among those chosen.</summary>
    public int CountIn(RowChoice rows)
    {
        if (rows.All)
            return Count;
        var count = 0;
        for (var i = 0; i < Count; i++)
            count += rows.Holds(Rows[i]) ? 1 : 0;
        return count;
    }

    /// <summary>The first row not listed.</summary>
    public int FirstMissing()
    {
        var row = 0;
        while (row < Count && Rows[row] == row)
            row++;
        return row;
    }

    /// <summary>Leaves out the rows, and the lists that belong to them, whose list is empty.</summary>
    public void LeaveOutEmpty<T>(ValueList<T>* lists) where T : unmanaged
    {
        var rows = _valid.Reserve(Count);
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (lists[i].Count == 0)
                continue;
            lists[kept] = lists[i];
            rows[kept++] = Rows[i];
        }
        Rows = rows;
        Count = kept;
    }

    static int[] AllRows()
    {
        var rows = GC.AllocateUninitializedArray<int>(ExampleEncoder.MaxChunk, pinned: true);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        return rows;
    }
}

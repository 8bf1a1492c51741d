using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples;

/// <summary>The rows of a chunk, 0-based within it, for which a feature is written.</summary>
sealed unsafe class RowList
{
    static readonly int[] s_all = AllRows();

    readonly Scratch<int> _valid = new();

    /// <summary>The rows' numbers, ascending.</summary>
    public int* Rows { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Lists the rows of a chunk whose slots are not null.</summary>
    public void List(Validity validity, long first, int count)
    {
        if (validity.AllValid(first, count))
        {
            Rows = (int*)Unsafe.AsPointer(ref s_all[0]);
            Count = count;
        }
        else
        {
            Rows = _valid.Reserve(count);
            Count = validity.ListValid(first, count, Rows);
        }
    }

    /// <summary>Keeps only rows in front of <paramref name="end"/>.</summary>
    public void CutAt(int end)
    {
        while (Count > 0 && Rows[Count - 1] >= end)
            Count--;
    }

    static int[] AllRows()
    {
        var rows = GC.AllocateUninitializedArray<int>(ExampleEncoder.MaxChunk, pinned: true);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        return rows;
    }
}

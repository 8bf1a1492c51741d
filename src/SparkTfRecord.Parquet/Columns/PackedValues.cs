using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>Values of a leaf column that have been read and not yet given out. They lie close together: nulls take no place.</summary>
abstract unsafe class PackedValues : IDisposable
{
    /// <summary>Number of values.</summary>
    public int Count { get; protected set; }

    /// <summary>Bytes of these values.</summary>
    public abstract long ByteCount { get; }

    /// <summary>Goes to the start of a row group and forgets all.</summary>
    public abstract void OpenRowGroup(RowGroupReader rowGroup);

    /// <summary>Reads up to so many levels and adds their values.</summary>
    /// <returns>Number of levels; 0 at the end of the row group.</returns>
    public abstract int Read(int levels, short* definition, short* repetition);

    /// <summary>Forgets the first values.</summary>
    public abstract void Forget(int count);

    /// <summary>An array in which each bit that is set gets the next of the first values; good until more are read.</summary>
    /// <param name="length">Length of the array.</param>
    /// <param name="validity">Its validity bits; empty: all set.</param>
    /// <param name="nulls">Number of bits not set.</param>
    public abstract ArrayData Array(int length, ArrowBuffer validity, int nulls);

    public abstract void Dispose();
}

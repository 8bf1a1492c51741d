using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Where the values of each row's list lie among the values of all.</summary>
abstract unsafe class ListRanges
{
    /// <summary>Which rows' lists are not null.</summary>
    public Validity Validity { get; protected set; }

    /// <summary>Turns to an array.</summary>
    /// <returns>The array that holds the values.</returns>
    public abstract ArrayData Bind(ArrayData data, PinnedBuffers buffers);

    /// <summary>Bounds of lists [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>): list i holds the values from [i] up to [i + 1].</summary>
    public abstract long* Read(long first, int count);

    /// <summary>Whether there may be lists for which <see cref="HasNullInside"/>.</summary>
    public virtual bool HasNullsInside => false;

    /// <summary>Whether a list, counted from the first that was read last, holds a list that is null.</summary>
    public virtual bool HasNullInside(int list) => false;
}

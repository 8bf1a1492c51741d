using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Reads the values of one Arrow array as one of the three types that features hold: long, float or <see cref="Slice"/>.</summary>
abstract unsafe class ColumnValues<T> where T : unmanaged
{
    /// <summary>Which slots hold values. Where values come from a dictionary it covers only what was read last.</summary>
    public Validity Validity { get; protected set; }

    /// <summary>Whether what was read last may hold values for which <see cref="IsBad"/>: then each must be asked for.</summary>
    public bool Suspect { get; protected set; }

    /// <summary>Turns to an array.</summary>
    public abstract void Bind(ArrayData data, PinnedBuffers buffers);

    /// <summary>Values [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>); null slots hold anything. Good until the next call.</summary>
    public abstract T* Read(long first, int count);

    /// <summary>Whether a slot's value, which is not null, has no representation.</summary>
    public virtual bool IsBad(long index) => false;

    /// <summary>Says why a value <see cref="IsBad"/>.</summary>
    public virtual BadValue Describe(long index) => throw new InvalidOperationException();
}

/// <summary>What a message says about a value that has no representation.</summary>
readonly record struct BadValue(string Reason, string? Value, string WayOut);

using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Checks;

/// <summary>The values of another column, of which those that fail a check are bad.</summary>
sealed unsafe class CheckedValues<T, TCheck>(ColumnValues<T> column, TCheck check) : ColumnValues<T>
    where T : unmanaged
    where TCheck : struct, IValueCheck<T>
{
    T* _values;
    long _first;

    public override void Bind(ArrayData data, PinnedBuffers buffers) => column.Bind(data, buffers);

    public override T* Read(long first, int count)
    {
        _first = first;
        _values = column.Read(first, count);
        Validity = column.Validity;
        var failed = false;
        for (var i = 0; i < count; i++)
            failed |= !check.Passes(_values[i]); // of null slots too: IsBad is not asked about those
        Suspect = failed || column.Suspect;
        return _values;
    }

    public override bool IsBad(long index) => column.IsBad(index) || !check.Passes(_values[index - _first]);

    public override BadValue Describe(long index) => column.IsBad(index)
        ? column.Describe(index)
        : new(check.Rule, check.ToText(_values[index - _first]), "correct the value upstream, or change the feature's checks");
}

/// <summary>A rule that values must keep.</summary>
interface IValueCheck<T>
{
    /// <summary>The rule as the reason in a message: "the value is below the minimum, 0".</summary>
    string Rule { get; }

    /// <summary>Whether a value keeps it.</summary>
    bool Passes(T value);

    /// <summary>The value in a message; null where it has no short form.</summary>
    string? ToText(T value);
}

namespace SparkTfRecord.Jobs;

/// <summary>How a column's values are hidden in the warm-up file.</summary>
public enum WarmupMask
{
    /// <summary>All the same: 0, or an empty string; lists keep their lengths.</summary>
    Constant,

    /// <summary>Strings become sixteen hexadecimal digits made of them and a key; equal ones stay equal.</summary>
    Hash,

    /// <summary>The values of the sampled rows change places.</summary>
    Shuffle,

    /// <summary>Numbers are drawn anew between the least and the greatest of the sampled rows, whole ones stay whole; strings become as many letters.</summary>
    Redraw,

    /// <summary>Left out; an error where an input needs it.</summary>
    Drop,
}

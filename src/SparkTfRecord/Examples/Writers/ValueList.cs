namespace SparkTfRecord.Examples.Writers;

/// <summary>The values of one row.</summary>
readonly unsafe struct ValueList<T>(T* values, int count) where T : unmanaged
{
    /// <summary>The first value.</summary>
    public readonly T* Values = values;

    /// <summary>Number of values.</summary>
    public readonly int Count = count;
}

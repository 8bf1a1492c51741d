namespace SparkTfRecord.Examples.Sequences;

/// <summary>How a step's value, or its list of values, is written as the list message of its Feature.</summary>
unsafe interface IStepFormat<T>
{
    /// <summary>Bytes of the message.</summary>
    static abstract long Length(T step);

    /// <summary>Writes it.</summary>
    /// <returns>The position behind it.</returns>
    static abstract byte* Write(byte* to, T step);
}

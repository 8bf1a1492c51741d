using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Sequences;

/// <summary><c>BytesList { value = 1 }</c>.</summary>
readonly unsafe struct BytesSteps : IStepFormat<Slice>, IStepFormat<ValueList<Slice>>
{
    public static long Length(Slice step) => BytesItem.Length(step.Length);

    public static byte* Write(byte* to, Slice step) => BytesItem.Write(to, step);

    public static long Length(ValueList<Slice> step)
    {
        var length = 0L;
        for (var i = 0; i < step.Count; i++)
            length += BytesItem.Length(step.Values[i].Length);
        return length;
    }

    public static byte* Write(byte* to, ValueList<Slice> step)
    {
        for (var i = 0; i < step.Count; i++)
            to = BytesItem.Write(to, step.Values[i]);
        return to;
    }
}

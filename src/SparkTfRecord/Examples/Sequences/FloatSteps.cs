using System.Runtime.CompilerServices;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Sequences;

/// <summary><c>FloatList { value = 1, packed }</c>; no values, no bytes.</summary>
readonly unsafe struct FloatSteps : IStepFormat<float>, IStepFormat<ValueList<float>>
{
    public static long Length(float step) => BytesItem.Length(sizeof(float));

    public static byte* Write(byte* to, float step) => Write(to, new ValueList<float>(&step, 1));

    public static long Length(ValueList<float> step) => step.Count == 0 ? 0 : BytesItem.Length((long)step.Count * sizeof(float));

    public static byte* Write(byte* to, ValueList<float> step)
    {
        if (step.Count == 0)
            return to;
        var length = (uint)step.Count * sizeof(float);
        *to++ = BytesItem.Tag;
        to = Varint.Write(to, length);
        Unsafe.CopyBlockUnaligned(to, step.Values, length);
        return to + length;
    }
}

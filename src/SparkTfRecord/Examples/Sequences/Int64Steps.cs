using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Sequences;

/// <summary><c>Int64List { value = 1, packed }</c>; no values, no bytes.</summary>
readonly unsafe struct Int64Steps : IStepFormat<long>, IStepFormat<ValueList<long>>
{
    public static long Length(long step) => Length(new ValueList<long>(&step, 1));

    public static byte* Write(byte* to, long step) => Write(to, new ValueList<long>(&step, 1));

    public static long Length(ValueList<long> step) => step.Count == 0 ? 0 : BytesItem.Length(Packed(step));

    public static byte* Write(byte* to, ValueList<long> step)
    {
        if (step.Count == 0)
            return to;
        *to++ = BytesItem.Tag;
        to = Varint.Write(to, (ulong)Packed(step));
        for (var i = 0; i < step.Count; i++)
            to = Varint.Write(to, (ulong)step.Values[i]);
        return to;
    }

    static long Packed(ValueList<long> step)
    {
        var length = 0L;
        for (var i = 0; i < step.Count; i++)
            length += Varint.Length((ulong)step.Values[i]);
        return length;
    }
}

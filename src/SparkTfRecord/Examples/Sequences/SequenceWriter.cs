using System.Text;
using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Nested;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Sequences;

/// <summary>A list as a FeatureList: a Feature for each step.</summary>
/// <remarks>
/// example.proto: <c>0A [entry] 0A key-length key 12 [feature list]</c>, an entry of <c>FeatureLists.feature_list</c>, and in it for each step
/// <c>0A [feature] kind-tag [list]</c> and the list message.
/// </remarks>
sealed unsafe class SequenceWriter<T, TFormat>(FeatureMapping mapping, ListRanges steps, ColumnValues<T> values) : ListWriter<T>(mapping, steps, values)
    where T : unmanaged
    where TFormat : struct, IStepFormat<T>
{
    const byte EntryTag = 0x0A;     // FeatureLists.feature_list = 1, a map entry
    const byte KeyTag = 0x0A;       // its key = 1
    const byte ValueTag = 0x12;     // its value = 2, a FeatureList
    const byte FeatureTag = 0x0A;   // FeatureList.feature = 1

    readonly byte[] _name = Encoding.UTF8.GetBytes(mapping.Feature);
    readonly byte _kindTag = (byte)((int)mapping.Kind << 3 | 2);
    readonly Scratch<long> _listLengths = new();

    protected override void Measure(ValueList<T>* lists, int* rows, int count, long* lengths, int first)
    {
        var listLengths = _listLengths.Reserve(count);
        for (var i = 0; i < count; i++)
        {
            listLengths[i] = 0;
            for (var step = 0; step < lists[i].Count; step++)
                listLengths[i] += BytesItem.Length(FeatureLength(TFormat.Length(lists[i].Values[step])));
            lengths[rows[i]] += BytesItem.Length(EntryLength(listLengths[i]));
        }
    }

    protected override void Write(ValueList<T>* lists, int* rows, int count, byte** positions)
    {
        var listLengths = _listLengths.Start;
        for (var i = 0; i < count; i++)
        {
            var to = WriteHead(positions[rows[i]], listLengths[i]);
            for (var step = 0; step < lists[i].Count; step++)
                to = WriteStep(to, lists[i].Values[step]);
            positions[rows[i]] = to;
        }
    }

    byte* WriteHead(byte* to, long list)
    {
        *to++ = EntryTag;
        to = Varint.Write(to, (ulong)EntryLength(list));
        *to++ = KeyTag;
        to = Varint.Write(to, (ulong)_name.Length);
        _name.CopyTo(new Span<byte>(to, _name.Length));
        to += _name.Length;
        *to++ = ValueTag;
        return Varint.Write(to, (ulong)list);
    }

    byte* WriteStep(byte* to, T step)
    {
        var list = TFormat.Length(step);
        *to++ = FeatureTag;
        to = Varint.Write(to, (ulong)FeatureLength(list));
        *to++ = _kindTag;
        to = Varint.Write(to, (ulong)list);
        return TFormat.Write(to, step);
    }

    static long FeatureLength(long list) => 1 + Varint.Length((ulong)list) + list;

    long EntryLength(long list) => BytesItem.Length(_name.Length) + BytesItem.Length(list);
}

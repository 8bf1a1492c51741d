using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Values that Arrow holds as features do: int64 and float, used where they lie.</summary>
sealed unsafe class PlainValues<T> : ColumnValues<T> where T : unmanaged
{
    T* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _values = buffers.Values<T>(data);
    }

    public override T* Read(long first, int count) => _values + first;
}

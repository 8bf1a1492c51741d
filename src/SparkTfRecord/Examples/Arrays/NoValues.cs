using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Reads which slots of an array hold values, and not the values.</summary>
sealed unsafe class NoValues : ColumnValues<long>
{
    readonly Scratch<long> _anything = new();

    public override void Bind(ArrayData data, PinnedBuffers buffers) => Validity = new Validity(data, buffers);

    public override long* Read(long first, int count) => _anything.Reserve(count);
}

using Apache.Arrow;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.Examples.Nested;

/// <summary>Spark ML's Vector column: struct&lt;type: int8, size: int32, indices: list&lt;int32&gt;, values: list&lt;double&gt;&gt;.</summary>
/// <remarks>Type 0 is sparse: a size, and values at ascending indices. Type 1 is dense: only values. (org.apache.spark.ml.linalg.VectorUDT)</remarks>
sealed unsafe class SparkVectors
{
    const sbyte Sparse = 0;

    readonly PlainValues<sbyte> _types = new();
    readonly PlainValues<int> _sizes = new();
    readonly FlatLists _indexLists = new();
    readonly PlainValues<int> _indices = new();
    readonly FlatLists _valueLists = new();
    readonly PlainValues<double> _values = new();
    long _first;
    long* _indexBounds;
    long* _valueBounds;
    sbyte* _type;
    int* _size;

    /// <summary>Which vectors are not null.</summary>
    public Validity Validity { get; private set; }

    /// <summary>Turns to an array.</summary>
    public void Bind(ArrayData data, PinnedBuffers buffers)
    {
        Validity = new Validity(data, buffers);
        _types.Bind(Child(data, 0), buffers);
        _sizes.Bind(Child(data, 1), buffers);
        _indices.Bind(_indexLists.Bind(Child(data, 2), buffers), buffers);
        _values.Bind(_valueLists.Bind(Child(data, 3), buffers), buffers);
    }

    /// <summary>Turns to some rows; what follows is about these, counted from the first.</summary>
    public void Read(long first, int count)
    {
        _first = first;
        _type = _types.Read(first, count);
        _size = _sizes.Read(first, count);
        _indexBounds = _indexLists.Read(first, count);
        _valueBounds = _valueLists.Read(first, count);
    }

    /// <summary>Whether a vector is null.</summary>
    public bool IsNull(int row) => Validity.IsNull(_first + row);

    /// <summary>Whether a vector is sparse.</summary>
    public bool IsSparse(int row) => _type[row] == Sparse;

    /// <summary>The length of a vector, zeros included.</summary>
    public int Size(int row) => IsSparse(row) ? Math.Max(_size[row], 0) : ValueCount(row);

    /// <summary>How many values are stored.</summary>
    public int ValueCount(int row) => (int)(_valueBounds[row + 1] - _valueBounds[row]);

    /// <summary>The values stored.</summary>
    public double* Values(int row) => _values.Read(_valueBounds[row], ValueCount(row));

    /// <summary>The indices of a sparse vector's values.</summary>
    /// <exception cref="InvalidDataException">They are not as many, or not all within the vector.</exception>
    public int* Indices(int row)
    {
        var count = (int)(_indexBounds[row + 1] - _indexBounds[row]);
        var indices = _indices.Read(_indexBounds[row], count);
        var fit = count == ValueCount(row);
        for (var i = 0; i < count; i++)
            fit &= (uint)indices[i] < (uint)_size[row];
        if (!fit)
            Throw.SparseVector(_size[row], count, ValueCount(row));
        return indices;
    }

    static ArrayData Child(ArrayData parent, int index) => parent.Children[index].Slice(parent.Offset, parent.Length);
}

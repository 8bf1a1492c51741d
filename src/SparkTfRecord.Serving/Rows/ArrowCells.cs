using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Takes single rows out of Arrow arrays. Dates become days and times microseconds, as in the features that the model was trained on.</summary>
static class ArrowCells
{
    /// <summary>The values of a row; null where the row is null. A null inside a list is 0 or empty.</summary>
    /// <param name="array">A column whose type has a <see cref="ColumnForm"/>.</param>
    /// <param name="row">0-based row of the array.</param>
    /// <param name="kind">The kind of that form.</param>
    public static Cell? Read(IArrowArray array, int row, FeatureKind kind)
    {
        if (array.IsNull(row))
            return null;
        var (values, first, count) = array switch
        {
            ListArray a => Slice(a.GetSlicedValues(row)),
            LargeListArray a => Slice(a.GetSlicedValues(row)),
            FixedSizeListArray a => Slice(a.GetSlicedValues(row)),
            _ => (array, row, 1),
        };
        var rows = Enumerable.Range(first, count);
        return kind switch
        {
            FeatureKind.Int64 => new IntegerCell([.. rows.Select(i => Integer(values, i))]),
            FeatureKind.Float => new FloatCell([.. rows.Select(i => Float(values, i))]),
            _ => new BytesCell([.. rows.Select(i => Bytes(values, i))]),
        };
    }

    static (IArrowArray Values, int First, int Count) Slice(IArrowArray values) => (values, 0, values.Length);

    static Int128 Integer(IArrowArray array, int i) => array.IsNull(i) ? 0 : array switch
    {
        DictionaryArray a => Integer(a.Dictionary, Index(a, i)),
        BooleanArray a => a.GetValue(i) == true ? 1 : 0,
        Int8Array a => a.Values[i],
        Int16Array a => a.Values[i],
        Int32Array a => a.Values[i],
        Int64Array a => a.Values[i],
        UInt8Array a => a.Values[i],
        UInt16Array a => a.Values[i],
        UInt32Array a => a.Values[i],
        UInt64Array a => a.Values[i],
        Date32Array a => a.Values[i],
        Date64Array a => a.Values[i] / (24L * 60 * 60 * 1000),
        Time32Array a => Microseconds(a.Values[i], ((Time32Type)a.Data.DataType).Unit),
        Time64Array a => Microseconds(a.Values[i], ((Time64Type)a.Data.DataType).Unit),
        TimestampArray a => Microseconds(a.Values[i], ((TimestampType)a.Data.DataType).Unit),
        DurationArray a => Microseconds(a.Values[i], ((DurationType)a.Data.DataType).Unit),
        _ => throw Unexpected(array),
    };

    static double Float(IArrowArray array, int i) => array.IsNull(i) ? 0 : array switch
    {
        DictionaryArray a => Float(a.Dictionary, Index(a, i)),
        HalfFloatArray a => (double)a.Values[i],
        FloatArray a => a.Values[i],
        DoubleArray a => a.Values[i],
        Decimal32Array a => double.Parse(a.GetString(i)!, CultureInfo.InvariantCulture),
        Decimal64Array a => double.Parse(a.GetString(i)!, CultureInfo.InvariantCulture),
        Decimal128Array a => double.Parse(a.GetString(i)!, CultureInfo.InvariantCulture),
        Decimal256Array a => double.Parse(a.GetString(i)!, CultureInfo.InvariantCulture),
        _ => throw Unexpected(array),
    };

    static byte[] Bytes(IArrowArray array, int i) => array.IsNull(i) ? [] : array switch
    {
        DictionaryArray a => Bytes(a.Dictionary, Index(a, i)),
        BinaryArray a => a.GetBytes(i).ToArray(),
        LargeBinaryArray a => a.GetBytes(i).ToArray(),
        BinaryViewArray a => a.GetBytes(i).ToArray(),
        FixedSizeBinaryArray a => a.GetBytes(i).ToArray(),
        _ => throw Unexpected(array),
    };

    static int Index(DictionaryArray array, int i) => (int)Integer(array.Indices, i);

    static Int128 Microseconds(long value, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => (Int128)value * 1_000_000,
        TimeUnit.Millisecond => (Int128)value * 1_000,
        TimeUnit.Microsecond => value,
        _ => value / 1_000,
    };

    static NotSupportedException Unexpected(IArrowArray array) => new($"An array of type {array.Data.DataType.Name} has no place in a tensor.");
}

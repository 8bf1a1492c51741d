using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Planning;
using Array = Apache.Arrow.Array;

namespace SparkTfRecord.Tasks;

/// <summary>A column that holds one value in every row. Its arrays are made once and used again: int64, date32, or a dictionary with one string.</summary>
sealed class PartitionColumn
{
    static readonly int s_epochDay = new DateOnly(1970, 1, 1).DayNumber;

    readonly PartitionValue _partition;
    Array? _array;

    /// <param name="partition">The value; its text fits its type, as the planner has decided the type from all values.</param>
    public PartitionColumn(PartitionValue partition)
    {
        _partition = partition;
        Field = new Field(partition.Column, TypeOf(partition.Type), nullable: partition.Value is null);
    }

    public Field Field { get; }

    /// <summary>An array of so many rows, valid for ever.</summary>
    public IArrowArray OfLength(int length)
    {
        if (_array is null || _array.Length < length)
            _array = Build(length);
        return _array.Length == length ? _array : ArrowArrayFactory.Slice(_array, 0, length);
    }

    static ArrowType TypeOf(PartitionType type) => type switch
    {
        PartitionType.Int64 => Int64Type.Default,
        PartitionType.Date => Date32Type.Default,
        _ => new DictionaryType(Int32Type.Default, StringType.Default, ordered: false),
    };

    Array Build(int length)
    {
        var text = _partition.Value;
        var isNull = text is null;
        var validity = isNull ? Repeat((byte)0, (length + 7) / 8) : ArrowBuffer.Empty;
        var nulls = isNull ? length : 0;
        switch (_partition.Type)
        {
            case PartitionType.Int64:
                return new Int64Array(Repeat(isNull ? 0 : long.Parse(text!, CultureInfo.InvariantCulture), length), validity, length, nulls, 0);
            case PartitionType.Date:
                return new Date32Array(Repeat(isNull ? 0 : DateOnly.ParseExact(text!, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - s_epochDay, length),
                    validity, length, nulls, 0);
            default:
                var bytes = Encoding.UTF8.GetBytes(text ?? "");
                var dictionary = new StringArray.Builder().Append(bytes.AsSpan()).Build();
                return new DictionaryArray((DictionaryType)Field.DataType, new Int32Array(Repeat(0, length), validity, length, nulls, 0), dictionary);
        }
    }

    // The builder's memory is not managed: the encoder need not pin it again and again.
    static ArrowBuffer Repeat<T>(T value, int length) where T : unmanaged
    {
        var values = new ArrowBuffer.Builder<T>(length).Resize(length);
        values.Span.Fill(value);
        return values.Build();
    }
}

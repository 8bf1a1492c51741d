using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of lists of single values. Where a row ends shows only in the level after it, so levels are read ahead; what is left over begins the next batch.</summary>
/// <remarks>Definition levels from the top: a value, a null element (if elements may be null), an empty list, a null list (if lists may be null).</remarks>
sealed unsafe class ListColumn : ColumnDecoder
{
    const int ReadAheadLevels = 4096;

    readonly PackedValues _values;
    readonly short _valueLevel;
    readonly short _elementLevel;
    readonly short _listLevel;
    readonly int? _fixedSize;
    readonly PinnedBuffer _definition = new();
    readonly PinnedBuffer _repetition = new();
    readonly PinnedBuffer _offsets = new();
    readonly PinnedBuffer _listValidity = new();
    readonly PinnedBuffer _elementLevels = new();
    readonly PinnedBuffer _elementValidity = new();
    int _levels;
    int _givenLevels;
    int _givenValues;

    /// <param name="field">The column.</param>
    /// <param name="element">The lists' elements.</param>
    /// <param name="values">Reads their values.</param>
    public ListColumn(Field field, Field element, PackedValues values) : base(new Field(field.Name, new ListType(element), field.IsNullable))
    {
        _values = values;
        _fixedSize = (field.DataType as FixedSizeListType)?.ListSize;
        _listLevel = (short)(field.IsNullable ? 1 : 0);
        _elementLevel = (short)(_listLevel + 1);
        _valueLevel = (short)(_elementLevel + (element.IsNullable ? 1 : 0));
    }

    public override void OpenRowGroup(RowGroupReader rowGroup)
    {
        _values.OpenRowGroup(rowGroup);
        _levels = _givenLevels = _givenValues = 0;
    }

    public override int ReadAhead(int rows, long largeBytes)
    {
        ForgetGiven();
        var offsets = _offsets.Reserve<int>(rows + 1);
        var row = 0;
        var next = NextRow(0);
        if (next != 0)
            Throw.ListLevels(Field.Name);
        for (; row < rows && next < _levels && (row == 0 || _values.ByteCount < largeBytes); row++)
        {
            offsets[row] = next;
            next = NextRow(next + 1);
        }

        if (row < rows && next == _levels)
            Throw.ColumnEnds(Field.Name, rows - row);
        offsets[row] = next;
        return row;
    }

    public override IArrowArray Give(int rows)
    {
        var offsets = (int*)_offsets.Start;
        var next = offsets[rows];
        _givenLevels = next;
        _givenValues = new ReadOnlySpan<short>(_definition.Start, next).Count(_valueLevel);
        return _givenValues == next ? Lists(rows, ArrowBuffer.Empty, 0, _values.Array(next, ArrowBuffer.Empty, 0)) : WithNullsOrEmpty(rows, offsets);
    }

    public override void Dispose() => _values.Dispose();

    void ForgetGiven()
    {
        _definition.Remove<short>(_givenLevels, _levels);
        _repetition.Remove<short>(_givenLevels, _levels);
        _values.Forget(_givenValues);
        _levels -= _givenLevels;
        _givenLevels = _givenValues = 0;
    }

    /// <summary>The first level at or after <paramref name="from"/> that begins a row, or the number of levels at the end of the row group.</summary>
    int NextRow(int from)
    {
        while (true)
        {
            var index = new ReadOnlySpan<short>((short*)_repetition.Start + from, _levels - from).IndexOf((short)0);
            if (index >= 0)
                return from + index;
            from = _levels;
            if (!TryReadAhead())
                return from;
        }
    }

    bool TryReadAhead()
    {
        var definition = _definition.Reserve<short>(_levels + ReadAheadLevels, _levels) + _levels;
        var repetition = _repetition.Reserve<short>(_levels + ReadAheadLevels, _levels) + _levels;
        var read = _values.Read(ReadAheadLevels, definition, repetition);
        _levels += read;
        return read > 0;
    }

    /// <summary>Turns the places of rows among the levels into places among the elements, in the same buffer.</summary>
    IArrowArray WithNullsOrEmpty(int rows, int* offsets)
    {
        var levels = (short*)_definition.Start;
        var listLevels = _elementLevels.Reserve<short>(Math.Max(rows, _givenLevels));
        var elements = 0;
        var nulls = 0;
        for (var row = 0; row < rows; row++)
        {
            var (first, end) = (offsets[row], offsets[row + 1]);
            offsets[row] = elements;
            if (levels[first] >= _elementLevel)
                elements += end - first;
            else if (end - first > 1)
                Throw.ListLevels(Field.Name);
            var isNull = levels[first] < _listLevel;
            listLevels[row] = (short)(isNull ? 0 : 1);
            nulls += isNull ? 1 : 0;
        }

        offsets[rows] = elements;
        var validity = nulls == 0 ? ArrowBuffer.Empty : Validity.Write(listLevels, rows, 1, _listValidity);
        return Lists(rows, validity, nulls, elements == _givenValues ? _values.Array(elements, ArrowBuffer.Empty, 0) : WithNullElements(elements));
    }

    ArrayData WithNullElements(int elements)
    {
        var levels = (short*)_definition.Start;
        var elementLevels = (short*)_elementLevels.Start;
        var element = 0;
        for (var i = 0; i < _givenLevels; i++)
        {
            if (levels[i] >= _elementLevel)
                elementLevels[element++] = levels[i];
        }

        if (element != elements)
            Throw.ListLevels(Field.Name);
        return _values.Array(elements, Validity.Write(elementLevels, elements, _valueLevel, _elementValidity), elements - _givenValues);
    }

    IArrowArray Lists(int rows, ArrowBuffer validity, int nulls, ArrayData elements)
    {
        if (_fixedSize is { } size)
            CheckLengths(rows, validity, size);
        return ArrowArrayFactory.BuildArray(new ArrayData(Field.DataType, rows, nulls, 0, [validity, _offsets.First((rows + 1) * sizeof(int))], [elements]));
    }

    /// <summary>Parquet does not know lists of fixed size; the schema that Arrow stores beside it says that these are.</summary>
    void CheckLengths(int rows, ArrowBuffer validity, int size)
    {
        var offsets = (int*)_offsets.Start;
        for (var row = 0; row < rows; row++)
        {
            var length = offsets[row + 1] - offsets[row];
            if (length != size && (validity.IsEmpty || Validity.IsSet(validity.Span, row)))
                Throw.ListLength(Field.Name, length, size);
        }
    }
}

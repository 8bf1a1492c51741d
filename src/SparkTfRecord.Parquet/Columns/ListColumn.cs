using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of lists of numbers. Where a row ends shows only in the level after it, so levels are read ahead; what is left over begins the next batch.</summary>
/// <remarks>Definition levels from the top: a value, a null element (if elements may be null), an empty list, a null list (if lists may be null).</remarks>
sealed unsafe class ListColumn<T> : ColumnDecoder where T : unmanaged
{
    const int ReadAheadLevels = 4096;

    readonly LeafReader<T> _leaf;
    readonly Field _element;
    readonly short _valueLevel;
    readonly short _elementLevel;
    readonly short _listLevel;
    readonly PinnedBuffer _definition = new();
    readonly PinnedBuffer _repetition = new();
    readonly PinnedBuffer _values = new();
    readonly PinnedBuffer _spread = new();
    readonly PinnedBuffer _offsets = new();
    readonly PinnedBuffer _listValidity = new();
    readonly PinnedBuffer _valueValidity = new();
    int _levels;
    int _packed;
    int _givenLevels;
    int _givenPacked;

    public ListColumn(Field field, Field element, int leaf) : base(new Field(field.Name, new ListType(element), field.IsNullable))
    {
        _element = element;
        _listLevel = (short)(field.IsNullable ? 1 : 0);
        _elementLevel = (short)(_listLevel + 1);
        _valueLevel = (short)(_elementLevel + (element.IsNullable ? 1 : 0));
        _leaf = new LeafReader<T>(leaf, _valueLevel);
    }

    public override void OpenRowGroup(RowGroupReader rowGroup)
    {
        _leaf.OpenRowGroup(rowGroup);
        _levels = _packed = _givenLevels = _givenPacked = 0;
    }

    public override IArrowArray Read(int rows)
    {
        ForgetGiven();
        var offsets = _offsets.Reserve<int>(rows + 1);
        var row = 0;
        var next = NextRow(0);
        if (next != 0)
            Throw.ListLevels(Field.Name);
        for (; row < rows && next < _levels; row++)
        {
            offsets[row] = next;
            next = NextRow(next + 1);
        }

        if (row < rows)
            Throw.ColumnEnds(Field.Name, rows - row);
        offsets[rows] = next;
        _givenLevels = next;

        var levels = new ReadOnlySpan<short>(_definition.Start, next);
        _givenPacked = levels.Count(_valueLevel);
        return _givenPacked == next ? Lists(rows, 0, Values(next)) : WithNullsOrEmpty(rows, (short*)_definition.Start, offsets);
    }

    public override void Dispose() => _leaf.Dispose();

    void ForgetGiven()
    {
        Move((short*)_definition.Start, _givenLevels, _levels);
        Move((short*)_repetition.Start, _givenLevels, _levels);
        Move((T*)_values.Start, _givenPacked, _packed);
        _levels -= _givenLevels;
        _packed -= _givenPacked;
        _givenLevels = _givenPacked = 0;
    }

    static void Move<TItem>(TItem* items, int start, int end) where TItem : unmanaged =>
        new Span<TItem>(items + start, end - start).CopyTo(new Span<TItem>(items, end - start));

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
        var values = _values.Reserve<T>(_packed + ReadAheadLevels, _packed) + _packed;
        var read = _leaf.Read(ReadAheadLevels, definition, repetition, values, out var packed);
        _levels += read;
        _packed += packed;
        return read > 0;
    }

    /// <summary>Turns the places of rows among the levels into places among the elements, in the same buffer.</summary>
    IArrowArray WithNullsOrEmpty(int rows, short* levels, int* offsets)
    {
        var listBits = _listValidity.Reserve<byte>((rows + 7) / 8);
        new Span<byte>(listBits, (rows + 7) / 8).Clear();
        var nulls = 0;
        var elements = 0;
        for (var row = 0; row < rows; row++)
        {
            var first = offsets[row];
            offsets[row] = elements;
            if (levels[first] >= _elementLevel)
                elements += offsets[row + 1] - first;
            else if (offsets[row + 1] - first > 1)
                Throw.ListLevels(Field.Name);
            if (levels[first] >= _listLevel)
                listBits[row >> 3] |= (byte)(1 << (row & 7));
            else
                nulls++;
        }

        offsets[rows] = elements;
        return Lists(rows, nulls, elements == _givenPacked ? Values(elements) : WithNullElements(levels, elements));
    }

    ArrayData WithNullElements(short* levels, int elements)
    {
        var bits = _valueValidity.Reserve<byte>((elements + 7) / 8);
        new Span<byte>(bits, (elements + 7) / 8).Clear();
        var spread = _spread.Reserve<T>(elements);
        var values = (T*)_values.Start;
        var element = 0;
        for (var i = 0; i < _givenLevels; i++)
        {
            if (levels[i] < _elementLevel)
                continue;
            if (element == elements)
                Throw.ListLevels(Field.Name);
            var valid = levels[i] == _valueLevel;
            spread[element] = valid ? *values++ : default;
            bits[element >> 3] |= (byte)((valid ? 1 : 0) << (element & 7));
            element++;
        }

        if (element < elements)
            Throw.ListLevels(Field.Name);
        return new ArrayData(_element.DataType, elements, elements - _givenPacked, 0,
            [_valueValidity.First((elements + 7) / 8), _spread.First(elements * sizeof(T))]);
    }

    ArrayData Values(int count) => new(_element.DataType, count, 0, 0, [ArrowBuffer.Empty, _values.First(count * sizeof(T))]);

    IArrowArray Lists(int rows, int nulls, ArrayData values) =>
        ArrowArrayFactory.BuildArray(new ArrayData(Field.DataType, rows, nulls, 0,
            [nulls == 0 ? ArrowBuffer.Empty : _listValidity.First((rows + 7) / 8), _offsets.First((rows + 1) * sizeof(int))], [values]));
}

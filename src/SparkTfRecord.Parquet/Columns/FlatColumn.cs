using Apache.Arrow;
using ParquetSharp;

namespace SparkTfRecord.Parquet.Columns;

/// <summary>A column of one value, or null, a row.</summary>
sealed unsafe class FlatColumn(Field field, PackedValues values) : ColumnDecoder(field)
{
    readonly PinnedBuffer _definition = new();
    readonly PinnedBuffer _validity = new();
    int _levels;
    int _given;

    public override void OpenRowGroup(RowGroupReader rowGroup)
    {
        values.OpenRowGroup(rowGroup);
        _levels = _given = 0;
    }

    public override int ReadAhead(int rows, long largeBytes)
    {
        ForgetGiven();
        while (_levels < rows && (_levels == 0 || values.ByteCount < largeBytes))
        {
            var levels = Field.IsNullable ? _definition.Reserve<short>(rows, _levels) + _levels : null;
            var read = values.Read(rows - _levels, levels, null);
            if (read == 0)
                Throw.ColumnEnds(Field.Name, rows - _levels);
            _levels += read;
        }

        return Math.Min(rows, _levels);
    }

    public override IArrowArray Give(int rows)
    {
        _given = rows;
        var nulls = rows - GivenValues;
        var validity = nulls == 0 ? ArrowBuffer.Empty : Validity.Write((short*)_definition.Start, rows, 1, _validity);
        return ArrowArrayFactory.BuildArray(values.Array(rows, validity, nulls));
    }

    public override void Dispose() => values.Dispose();

    int GivenValues => values.Count == _levels ? _given : new ReadOnlySpan<short>(_definition.Start, _given).Count((short)1);

    void ForgetGiven()
    {
        values.Forget(_given == _levels ? values.Count : GivenValues);
        if (Field.IsNullable)
            _definition.Remove<short>(_given, _levels);
        _levels -= _given;
        _given = 0;
    }
}

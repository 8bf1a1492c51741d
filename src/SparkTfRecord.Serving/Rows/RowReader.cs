using Apache.Arrow;
using SparkTfRecord.Examples;
using SparkTfRecord.Records;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Reads the fields of single rows of batches of one schema.</summary>
sealed class RowReader(IReadOnlyList<RowField> fields, IReadOnlyList<FeatureMapping> features, Schema schema)
{
    readonly ExampleEncoder _encoder = new(FeaturePlan.Compile(schema, features));
    readonly RecordBlock _block = new();
    readonly HashSet<string> _fromColumn = [.. features.Where(IsExact).Select(f => f.Feature)];

    /// <summary>A cell a field; null where the row has no value.</summary>
    /// <exception cref="BadRowException">The row cannot be converted.</exception>
    public Cell?[] Read(RecordBatch batch, int row)
    {
        var example = ExampleCells.Read(Example(batch, row));
        return [.. fields.Select(field => field.Feature is null || _fromColumn.Contains(field.Name)
            ? Column(batch, row, field)
            : example.GetValueOrDefault(field.Name))];
    }

    ReadOnlySpan<byte> Example(RecordBatch batch, int row)
    {
        _block.Clear();
        _encoder.Encode(batch, row, 1, _block);
        return _block.Bytes[RecordFraming.HeaderLength..^RecordFraming.FooterLength];
    }

    // Null also for a column that the file lacks.
    static Cell? Column(RecordBatch batch, int row, RowField field) =>
        batch.Schema.GetFieldIndex(field.Source, StringComparer.Ordinal) is >= 0 and var index
            ? ArrowCells.Read(batch.Column(index), row, field.Form!.Value.Kind)
            : null;

    // A feature that is its column but for rounding to float, which an input of type float64 must not see.
    static bool IsExact(FeatureMapping feature) =>
        feature is { Rounds: true, Form: ValueForm.Plain, Part: FeaturePart.Values, Path: [], Null: not NullPolicy.Default, NullElement: NullPolicy.Fail, Checks: null }
        && ColumnForm.Of(feature.Type) is { Kind: FeatureKind.Float } && !feature.Type.Contains("decimal", StringComparison.Ordinal);
}

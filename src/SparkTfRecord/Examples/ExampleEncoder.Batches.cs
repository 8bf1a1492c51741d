using Apache.Arrow;
using SparkTfRecord.Planning;

namespace SparkTfRecord.Examples;

/// <summary>Turns the rows of Arrow record batches into serialized <c>tf.train.Example</c> messages.</summary>
/// <remarks>
/// <code>
/// var encoder = new ExampleEncoder(batch.Schema);
/// using var writer = new TfRecordWriter("rows.tfrecord");
/// foreach (var example in encoder.Encode(batch))
///     writer.Write(example.Span);
/// writer.Complete();
/// </code>
/// <para>Memory: a block of some hundred kilobytes, or the largest example; batches are not kept.</para>
/// <para>The bytes are those of TensorFlow's deterministic serialization, and those that a <see cref="Converter"/> makes of the same job.</para>
/// <para>Not supported: passing over bad rows (encode a slice behind the row that the message names); use by several threads at once.</para>
/// </remarks>
public sealed partial class ExampleEncoder
{
    readonly (string Column, string Type)[] _types = [];

    /// <summary>An encoder for batches of a schema.</summary>
    /// <param name="schema">The schema of every batch.</param>
    /// <param name="job">
    /// Says which columns become which features, and of what record type: <c>Features</c>, <c>SameLength</c>, <c>Separator</c>, <c>Input.Columns</c>, <c>Input.Exclude</c>,
    /// <c>Output.RecordType</c>; null: all columns, by the defaults.
    /// </param>
    /// <exception cref="PlanException">All that is wrong with these: unknown columns, types without a mapping, impossible options.</exception>
    public ExampleEncoder(Schema schema, Job? job = null) : this(FeaturePlan.Compile(schema, FeaturesOf(schema, job ?? new()))) =>
        _types = [.. schema.FieldsList.Select(f => (f.Name, ArrowTypeName.Of(f.DataType)))];

    /// <summary>Encodes the rows of a batch in order.</summary>
    /// <param name="batch">The batch, of the encoder's schema; it must stay as it is until the last example was taken.</param>
    /// <returns>One example a row, without a record's length and checksums; valid until the next is asked for.</returns>
    /// <exception cref="ArgumentException">The batch is of another schema.</exception>
    /// <exception cref="InvalidDataException">A row holds a value that its feature cannot; the message names row, column, reason and way out. The rows before it were given out.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Encode(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!batch.Arrays.Select((array, column) => (batch.Schema.GetFieldByIndex(column).Name, ArrowTypeName.Of(array.Data.DataType))).SequenceEqual(_types))
            throw new ArgumentException("The batch's columns are not those of the encoder's schema; make an encoder for each schema.", nameof(batch));
        return EncodeRows(batch);
    }

    IEnumerable<ReadOnlyMemory<byte>> EncodeRows(RecordBatch batch)
    {
        var block = new RecordBlock();
        for (var row = 0; row < batch.Length; row += block.Count)
        {
            block.Clear();
            Fill(block, batch, row);
            for (var record = 0; record < block.Count; record++)
                yield return block.Data(record);
        }
    }

    void Fill(RecordBlock block, RecordBatch batch, int row)
    {
        try
        {
            Encode(batch, row, Math.Min(batch.Length - row, MaxChunk), block);
        }
        catch (BadRowException bad)
        {
            Throw.BadRowOfBatch(bad);
        }
    }

    static IReadOnlyList<FeatureMapping> FeaturesOf(Schema schema, Job job)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var problems = new List<string>();
        var table = new TableSchema(PartitionColumns.Decide([], problems));
        table.Add("the schema", schema);
        var features = new FeatureSelection(job, table, problems).Features();
        return problems.Count == 0 ? features : throw new PlanException(problems);
    }
}

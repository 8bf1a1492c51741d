using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Writers;
using SparkTfRecord.Statistics;

namespace SparkTfRecord.Tests.Examples;

/// <summary>Shortcuts to encode whole batches.</summary>
static class BatchEncoding
{
    /// <summary>The plain mapping of every column, under its own name.</summary>
    public static FeatureMapping[] PlainMappings(Schema schema) => [.. schema.FieldsList.Select(f => PlainMapping(f.Name, f.DataType))];

    /// <summary>The plain mapping of one column.</summary>
    public static FeatureMapping PlainMapping(string column, IArrowType type)
    {
        var element = type is ListType or LargeListType or FixedSizeListType ? ((NestedType)type).Fields[0].DataType : type;
        if (element is DictionaryType dictionary)
            element = dictionary.ValueType;
        return new FeatureMapping
        {
            Feature = column,
            Column = column,
            Type = type.Name,
            IsList = !ReferenceEquals(element, type) && type is not DictionaryType,
            Kind = element.TypeId switch
            {
                ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => FeatureKind.Float,
                ArrowTypeId.Boolean => FeatureKind.Int64,
                _ when element is IntegerType => FeatureKind.Int64,
                _ => FeatureKind.Bytes,
            },
        };
    }

    /// <summary>A batch of columns named a, b, c …</summary>
    public static RecordBatch Batch(params IArrowArray[] columns)
    {
        var schema = new Schema(columns.Select((c, i) => new Field(((char)('a' + i)).ToString(), c.Data.DataType, true)), null);
        return new RecordBatch(schema, columns, columns[0].Length);
    }

    /// <summary>The framed records of all rows of a batch.</summary>
    public static byte[] Encode(RecordBatch batch, params FeatureMapping[] mappings) =>
        Encode(new ExampleEncoder(FeaturePlan.Compile(batch.Schema, mappings.Length > 0 ? mappings : PlainMappings(batch.Schema))), batch);

    /// <summary>The framed records of all rows of a batch, block after block.</summary>
    public static byte[] Encode(ExampleEncoder encoder, RecordBatch batch, int capacity = RecordBlock.DefaultCapacity, ShardTally? tally = null)
    {
        var records = new MemoryStream();
        var block = new RecordBlock(capacity);
        for (var row = 0; row < batch.Length;)
        {
            var taken = encoder.Encode(batch, row, batch.Length - row, block, tally is null ? null : new AllRows(tally));
            Assert.InRange(taken, 1, batch.Length - row);
            Assert.Equal(taken, block.Count);
            Assert.Equal(block.Bytes.Length, block.Ends[^1]);
            records.Write(block.Bytes);
            block.Clear();
            row += taken;
        }
        return records.ToArray();
    }

    sealed class AllRows(ShardTally tally) : IRowTally
    {
        public unsafe void Add(ReadOnlySpan<FeatureWriter> writers, RecordBlock block, RecordBatch batch, int firstRow) => tally.Add(writers, new(block.Count));
    }
}

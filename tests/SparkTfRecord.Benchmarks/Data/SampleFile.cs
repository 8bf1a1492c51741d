using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace SparkTfRecord.Benchmarks.Data;

/// <summary>Writes the sample sets as Parquet files: snappy, dictionaries on, 8 row groups, and columns that may be null though none is, as Spark has them.</summary>
public static class SampleFile
{
    const int RowGroups = 8;

    /// <summary>Writes one set; the same arguments give the same rows.</summary>
    public static void Write(string path, SampleSet set, int rows)
    {
        using var properties = new WriterPropertiesBuilder().Compression(Compression.Snappy).Build();
        var data = new SampleData(set, seed: 1 + (int)set);
        FileWriter? file = null;
        for (var group = 0; group < RowGroups; group++)
        {
            var groupRows = (int)((long)rows * (group + 1) / RowGroups - (long)rows * group / RowGroups);
            if (groupRows == 0)
                continue;
            using var batch = Nullable(data.Batch(groupRows));
            file ??= new FileWriter(path, batch.Schema, properties);
            file.WriteRecordBatch(batch, groupRows);
        }
        file?.Close();
        file?.Dispose();
    }

    static RecordBatch Nullable(RecordBatch batch)
    {
        var schema = new Schema(batch.Schema.FieldsList.Select(Nullable), metadata: null);
        return new RecordBatch(schema, batch.Arrays.Zip(schema.FieldsList, (array, field) => ArrowArrayFactory.BuildArray(
            new ArrayData(field.DataType, array.Length, 0, array.Offset, array.Data.Buffers, array.Data.Children))), batch.Length);
    }

    static Field Nullable(Field field) =>
        new(field.Name, field.DataType is ListType list ? new ListType(Nullable(list.ValueField)) : field.DataType, nullable: true);
}

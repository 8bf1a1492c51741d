using ParquetSharp;
using ParquetSharp.Arrow;

namespace SparkTfRecord.Benchmarks.Data;

/// <summary>Writes the sample sets as Parquet files: snappy, dictionaries on, 8 row groups.</summary>
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
            using var batch = data.Batch(groupRows);
            file ??= new FileWriter(path, batch.Schema, properties);
            file.WriteRecordBatch(batch, groupRows);
        }
        file?.Close();
        file?.Dispose();
    }
}

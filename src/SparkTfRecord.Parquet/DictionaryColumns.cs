using ParquetSharp;

namespace SparkTfRecord.Parquet;

/// <summary>Which columns pay to be read as dictionary arrays: flat strings and binaries that are stored as dictionary and indices throughout.</summary>
static class DictionaryColumns
{
    // A value outside the dictionary takes four bytes for its length alone; an index takes two or three, and the dictionary is shared by the row group.
    const int MaxBytesPerValue = 8;

    public static int[] Among(int[] leaves, ParquetFileReader file)
    {
        var dictionaries = leaves.Where(leaf => IsFlatBytes(file.FileMetaData.Schema, leaf)).ToHashSet();
        for (var i = 0; i < file.FileMetaData.NumRowGroups && dictionaries.Count > 0; i++)
        {
            using var rowGroup = file.RowGroup(i);
            var metadata = rowGroup.MetaData;
            dictionaries.RemoveWhere(leaf => !IsDictionary(metadata, leaf));
        }

        return [.. dictionaries];
    }

    static bool IsFlatBytes(SchemaDescriptor schema, int leaf)
    {
        var column = schema.Column(leaf);
        using var path = column.Path;
        return column.PhysicalType == PhysicalType.ByteArray && column.MaxRepetitionLevel == 0 && path.ToDotVector().Length == 1;
    }

    static bool IsDictionary(RowGroupMetaData rowGroup, int leaf)
    {
        using var chunk = rowGroup.GetColumnChunkMetaData(leaf);
        return chunk.NumValues == 0
            || (chunk.Encodings.Any(e => e is Encoding.PlainDictionary or Encoding.RleDictionary)
                && chunk.TotalUncompressedSize / chunk.NumValues < MaxBytesPerValue);
    }
}

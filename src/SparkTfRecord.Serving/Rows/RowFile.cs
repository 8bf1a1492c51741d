using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Serving.Rows;

/// <summary>Keeps rows in an Arrow file until the model is there. Numbers are int64 or double, wide enough for every column; strings are utf8, or binary where they are none.</summary>
static class RowFile
{
    const string FeatureKey = "feature";
    const string SourceKey = "column";
    const string PrivateKey = "private";
    const string NumbersKey = "rows";

    const int MagicLength = 8; // with its padding at the beginning

    static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(RowSet rows)
    {
        var arrays = rows.Columns.Select(CellArrays.Of).ToList();
        var fields = rows.Columns.Zip(arrays, (column, array) => new Field(column.Field.Name, array.Data.DataType, true, Metadata(column.Field)));
        var schema = new Schema(fields, new Dictionary<string, string> { [NumbersKey] = string.Join(',', rows.Numbers) });
        using var file = new MemoryStream();
        using (var writer = new ArrowFileWriter(file, schema, leaveOpen: true))
        {
            writer.WriteStart();
            writer.WriteRecordBatch(new RecordBatch(schema, arrays, rows.Count));
            writer.WriteEnd();
        }
        return file.ToArray();
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or another kind of file.</exception>
    public static RowSet Read(string path)
    {
        try
        {
            var file = File.ReadAllBytes(path);
            if (!file.AsSpan().StartsWith(Magic) || !file.AsSpan().EndsWith(Magic))
                throw new InvalidDataException("no Arrow file");
            // A file is a stream between magic bytes. From memory its lengths cannot ask for more than there is.
            using var reader = new ArrowStreamReader(file.AsMemory(MagicLength));
            using var batch = reader.ReadNextRecordBatch();
            foreach (var array in batch.Arrays)
                RequireFits(array.Data, 8L * file.Length);
            var numbers = reader.Schema.Metadata[NumbersKey].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture));
            return new([.. numbers], [.. reader.Schema.FieldsList.Select((field, i) => Column(field, batch.Column(i)))]);
        }
        catch (Exception e) when (e is not IOException and not UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: not a file of warm-up rows, or a damaged one: {e.Message}", e);
        }
    }

    static void RequireFits(ArrayData array, long mostValues)
    {
        if (array.Length < 0 || array.Length > mostValues)
            throw new InvalidDataException($"{array.Length} values");
        foreach (var child in array.Children ?? [])
            RequireFits(child, mostValues);
    }

    static Dictionary<string, string> Metadata(RowField field)
    {
        var metadata = new Dictionary<string, string> { [SourceKey] = field.Source };
        if (field.Feature is { } kind)
            metadata[FeatureKey] = kind.ToString();
        if (field.Private)
            metadata[PrivateKey] = "true";
        return metadata;
    }

    static RowColumn Column(Field field, IArrowArray array)
    {
        var isList = field.DataType is ListType;
        var kind = ((field.DataType as ListType)?.ValueDataType ?? field.DataType) switch
        {
            Int64Type or UInt64Type => FeatureKind.Int64,
            DoubleType => FeatureKind.Float,
            _ => FeatureKind.Bytes,
        };
        var told = field.Metadata ?? new Dictionary<string, string>();
        return new(
            new(field.Name, told[SourceKey], told.TryGetValue(FeatureKey, out var feature) ? Enum.Parse<FeatureKind>(feature) : null,
                new(kind, isList, isList ? null : 1), told.ContainsKey(PrivateKey)),
            [.. Enumerable.Range(0, array.Length).Select(row => ArrowCells.Read(array, row, kind))]);
    }
}

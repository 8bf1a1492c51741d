namespace SparkTfRecord.Tasks;

/// <summary>
/// The rows of a task's sample in a file of the staging directory: where rows have no numbers nobody can read them again, and long ones would burden
/// Spark's driver in reports. Written and read by the same program: it has no versions.
/// </summary>
static class SampleFile
{
    /// <summary>Writes rows that have their columns.</summary>
    public static void Write(string path, IReadOnlyList<SampledRow> rows)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.CreateNew));
        writer.Write(rows.Count);
        foreach (var row in rows)
        {
            writer.Write(row.Row);
            writer.Write(row.Hash);
            Write(writer, row.Example);
            Write(writer, row.Columns!);
        }
    }

    /// <summary>Reads them one by one, and closes the file.</summary>
    public static IEnumerable<SampledRow> Read(Stream file)
    {
        using var reader = new BinaryReader(file);
        for (var left = reader.ReadInt32(); left > 0; left--)
            yield return new(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadBytes(reader.ReadInt32()), reader.ReadBytes(reader.ReadInt32()));
    }

    static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}

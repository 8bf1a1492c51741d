namespace SparkTfRecord.Examples;

/// <summary>Framed records, one after the other, in one growing buffer that is used again and again.</summary>
sealed class RecordBlock
{
    /// <summary>The framed records' bytes, as they stand in an uncompressed TFRecord file.</summary>
    public ReadOnlySpan<byte> Bytes => throw new NotImplementedException();

    /// <summary>For each record the position in <see cref="Bytes"/> where it ends.</summary>
    public ReadOnlySpan<int> Ends => throw new NotImplementedException();

    /// <summary>Number of records.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Forgets the records and keeps the memory.</summary>
    public void Clear() => throw new NotImplementedException();
}

namespace SparkTfRecord.Examples;

/// <summary>Memory that does not move.</summary>
static class PinnedBytes
{
    const int Large = 16 << 20;

    /// <summary>A new array with anything in it.</summary>
    /// <remarks>A large one mostly takes the place of another that has become garbage. The collector would let several of these lie, and rows of 100 MB would cost a gigabyte.</remarks>
    public static byte[] Allocate(int length)
    {
        if (length >= Large)
            GC.Collect();
        return GC.AllocateUninitializedArray<byte>(length, pinned: true);
    }
}

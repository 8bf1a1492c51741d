namespace SparkTfRecord.Benchmarks;

/// <summary>CRC-32C as it is mostly written: a table, a byte at a time.</summary>
static class TableCrc
{
    static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var crc = (uint)i;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        return crc;
    })];

    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        foreach (var value in data)
            crc = (crc >> 8) ^ s_table[(byte)(crc ^ value)];
        return ~crc;
    }
}

namespace SparkTfRecord.Tests.Support;

/// <summary>Random damage to bytes, of the kinds that find faults in parsers.</summary>
static class Mutation
{
    static readonly byte[] s_extremes = [0x00, 0x01, 0x7F, 0x80, 0xFF];

    /// <summary>A copy with one to four damages.</summary>
    public static byte[] Of(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
            Damage(bytes, random);
        return [.. bytes];
    }

    static void Damage(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }
        // Mostly near the front, where headers are.
        var at = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(bytes.Count, 40));
        var length = Math.Min(random.Next(1, 20), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = s_extremes[random.Next(s_extremes.Length)];
                break;
            case 2:
                for (var i = at; i < at + Math.Min(length, 8); i++)
                    bytes[i] = s_extremes[random.Next(s_extremes.Length)];
                break;
            case 3:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
        }
    }
}

using SparkTfRecord.Records;

namespace SparkTfRecord.Tests.Records;

public sealed class BlockStreamTests
{
    [Fact]
    public void Write_TwoGigabytesBehindOthers_ArePassedOn()
    {
        using var blocks = new BlockStream(Stream.Null, 4096);
        blocks.Write(new byte[100]);
        Assert.Null(Record.Exception(() => blocks.Write(GC.AllocateUninitializedArray<byte>(Array.MaxLength)))); // hardly any of it is ever touched
    }
}

using SparkTfRecord.Planning;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Parquet;

public sealed class ChangedFileTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly string _path;
    readonly InputFile _planned;

    public ChangedFileTests()
    {
        _path = _directory["a.parquet"];
        File.Copy(Golden.Path("pages/row-groups-of-10.parquet"), _path);
        _planned = Table.Plan(_path);
    }

    [Fact]
    public void Open_OtherLength_NamesBothLengths()
    {
        File.AppendAllText(_path, "x");
        File.SetLastWriteTimeUtc(_path, _planned.Modified);

        var error = Assert.Throws<InvalidDataException>(() => Table.Read(_planned, 0, 700, "i"));

        Assert.Contains(_path, error.Message);
        Assert.Contains("263611 bytes", error.Message);
        Assert.Contains("263610", error.Message);
    }

    [Fact]
    public void Open_OtherTime_NamesBothTimes()
    {
        File.SetLastWriteTimeUtc(_path, _planned.Modified.AddMilliseconds(-1));

        var error = Assert.Throws<InvalidDataException>(() => Table.Read(_planned, 0, 700, "i"));

        Assert.Contains($"{_planned.Modified:O}", error.Message);
        Assert.Contains($"{File.GetLastWriteTimeUtc(_path):O}", error.Message);
    }

    [Fact]
    public void Open_SymbolicLink_IsTheFile()
    {
        File.CreateSymbolicLink(_directory["link.parquet"], _path);
        Assert.NotEmpty(Table.Read(_planned with { Path = _directory["link.parquet"] }, 0, 1, "i"));
    }

    [Fact]
    public void Open_TimeKeptInMilliseconds_IsTheSame() =>
        Assert.NotEmpty(Table.Read(_planned with { Modified = DateTime.UnixEpoch.AddMilliseconds(Math.Floor((_planned.Modified - DateTime.UnixEpoch).TotalMilliseconds)) }, 0, 1, "i"));

    [Fact]
    public void Open_Gone_SaysSo()
    {
        File.Delete(_path);

        Assert.Contains("is gone", Assert.Throws<InvalidDataException>(() => Table.Read(_planned, 0, 700, "i")).Message);
    }

    [Fact]
    public void ReadNext_CutWhileRead_Fails() => AssertFails(() =>
    {
        using var file = File.OpenWrite(_path);
        file.SetLength(100);
    });

    [Fact]
    public void ReadNext_ZeroedWhileRead_Fails() => AssertFails(() => File.WriteAllBytes(_path, new byte[_planned.Length]));

    [Fact]
    public void ReadNext_DeletedWhileRead_FailsAtTheEnd() => AssertFails(() => File.Delete(_path));

    public void Dispose() => _directory.Dispose();

    void AssertFails(Action change)
    {
        using var source = Table.Parquet.Open(_planned, 0, 700, ["i", "s_high", "li"]);
        Assert.NotNull(source.ReadNext());
        change();

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            while (source.ReadNext() is not null)
            {
            }
        });

        Assert.StartsWith(_path, error.Message);
    }
}

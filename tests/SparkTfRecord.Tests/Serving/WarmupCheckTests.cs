using System.Text.Json;
using SparkTfRecord.Serving.Checks;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

public sealed class WarmupCheckTests
{
    public static TheoryData<string, string> Good => [.. Files("good").Where(f => f.Model is not null).Select(f => new TheoryDataRow<string, string>(f.Name, f.Model!))];

    public static TheoryData<string, string, int> Bad =>
        [.. Files("bad").Select(f => new TheoryDataRow<string, string, int>(f.Name, f.Model!, f.Record))];

    [Theory]
    [MemberData(nameof(Good))]
    public void Run_FileThatTensorFlowReplays_FindsNothing(string file, string model) => Assert.Empty(Check($"good/{file}", model));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Run_FileWithAFault_FindsItInTheRecordWhereTensorFlowStops(string file, string model, int record)
    {
        var faults = Check($"bad/{file}", model);

        Assert.NotEmpty(faults);
        if (record >= 0)
            Assert.Equal(record, faults[0].Record);
        Assert.All(faults, fault => Assert.NotEmpty(fault.Mend));
    }

    [Fact]
    public void Run_EveryFault_SaysFoundExpectedAndMend()
    {
        var lines = Files("bad").Select(f => $"{f.Name}: {Check($"bad/{f.Name}", f.Model!)[0]}");
        Assert.Equal(File.ReadAllLines(Path.Combine(Golden.Root, "tests/SparkTfRecord.Tests/Serving/warmup-faults.approved.txt")), lines);
    }

    static IReadOnlyList<WarmupFault> Check(string file, string model)
    {
        var location = ModelLocation.Find(Golden.Path($"saved_models/{model}"));
        return new WarmupCheck(SavedModelFile.Read(location.SavedModel), BatchingParameters.Find(location)).Run(File.OpenRead(WarmupGolden.PathOf(file)), "FILE");
    }

    // The record in a verdict such as "record 1: …"; -1 where TensorFlow tolerates the fault or the whole file is meant.
    static List<(string Name, string? Model, int Record)> Files(string kind)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.Path($"warmup/{kind}.json")));
        return [.. json.RootElement.GetProperty("files").EnumerateObject().Select(f => (
            f.Name,
            f.Value.GetProperty("model").GetString(),
            f.Value.TryGetProperty("verdict", out var verdict) && verdict.GetString() is ['r', 'e', 'c', 'o', 'r', 'd', ' ', var digit, ':', ..] ? digit - '0' : -1))];
    }
}

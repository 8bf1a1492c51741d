using PublicApiGenerator;
using SparkTfRecord.Parquet;
using SparkTfRecord.Serving;
using SparkTfRecord.Spark;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.PublicApi;

/// <summary>What programs can use of the packages stands in a text file for each, so that no change of it goes unnoticed.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<Type> Assemblies => [typeof(Converter), typeof(ParquetInputFormat), typeof(WarmupWriter), typeof(SparkConverter)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApi_OfEveryPackage_IsAsApproved(Type type)
    {
        var assembly = type.Assembly;
        var api = assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }) + "\n";
        var approved = Path.Combine(Golden.Root, "tests/SparkTfRecord.Tests/PublicApi", $"{assembly.GetName().Name}.approved.txt");
        if (Environment.GetEnvironmentVariable("SPARKTFRECORD_APPROVE") is not null)
            File.WriteAllText(approved, api);

        Assert.True(File.ReadAllText(approved) == api, $"The public API of {assembly.GetName().Name} has changed. Run this test with SPARKTFRECORD_APPROVE=1, read the difference and commit it.");
    }
}

namespace SparkTfRecord.IntegrationTests;

public sealed class SolutionTests
{
    [Fact]
    public void Executable_IsBuilt() => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "SparkTfRecord.Cli.dll")));
}

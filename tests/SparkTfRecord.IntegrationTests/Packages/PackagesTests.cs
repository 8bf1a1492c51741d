using System.Text.RegularExpressions;
using SparkTfRecord.IntegrationTests.Support;

namespace SparkTfRecord.IntegrationTests.Packages;

/// <summary>Packs what would be published, and uses it in an empty folder as strangers do: with the README's C# and the README's command.</summary>
public sealed partial class PackagesTests : IDisposable
{
    readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Packages_InAnEmptyFolder_RunTheReadmesProgramAndTheTool()
    {
        // Warnings are errors, and --no-build packs what is tested. A version of its own, so that nothing packed before is taken for it.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var packed = Shell($"dotnet pack '{Repository.Root}/SparkTfRecord.sln' -c {configuration} --no-build -o feed -p:PackageVersion=0.0.0-test");
        Assert.DoesNotContain("warn", packed, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["SparkTfRecord", "SparkTfRecord.Parquet", "SparkTfRecord.Serving", "SparkTfRecord.Spark", "SparkTfRecord.Tool"],
            Directory.GetFiles(_scratch["feed"], "*.nupkg").Select(p => Path.GetFileName(p).Replace(".0.0.0-test.nupkg", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        File.WriteAllText(_scratch["nuget.config"], NuGetConfig);

        Shell("dotnet tool install SparkTfRecord.Tool --version 0.0.0-test --tool-path bin");
        Assert.StartsWith("sparktfrecord ", Shell("bin/sparktfrecord --version"), StringComparison.Ordinal);
        Assert.StartsWith("sparktfrecord ", Shell("dotnet dnx -y SparkTfRecord.Tool@0.0.0-test -- --version"), StringComparison.Ordinal);

        Directory.CreateSymbolicLink(_scratch["jobs"], Path.Combine(Repository.Root, "jobs"));
        File.WriteAllText(_scratch["app.csproj"], Project);
        File.WriteAllText(_scratch["Program.cs"], ReadmeProgram());
        Assert.StartsWith("569 records in 1 shards\n", Shell("dotnet run"), StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch["out/batch.tfrecord"]));
    }

    // Only the feed is asked; what the packages need of others is where the build of this repository has put it.
    static string NuGetConfig => $"""
        <configuration>
          <packageSources><clear /><add key="feed" value="feed" /></packageSources>
          <packageSourceMapping><clear /><packageSource key="feed"><package pattern="*" /></packageSource></packageSourceMapping>
          <fallbackPackageFolders><add key="cache" value="{Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")}" /></fallbackPackageFolders>
        </configuration>
        """;

    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="SparkTfRecord.Parquet" Version="0.0.0-test" />
            <PackageReference Include="SparkTfRecord.Serving" Version="0.0.0-test" />
            <PackageReference Include="SparkTfRecord.Spark" Version="0.0.0-test" />
          </ItemGroup>
        </Project>
        """;

    // All C# of the README as one program, its usings first.
    static string ReadmeProgram()
    {
        var lines = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).SelectMany(b => b.Groups[1].Value.Split('\n')).ToList();
        Assert.True(lines.Count > 20);
        bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal);
        return string.Join('\n', [.. lines.Where(IsUsing).Distinct(), .. lines.Where(l => !IsUsing(l))]);
    }

    string Shell(string command)
    {
        var (code, output, error) = CliProcess.Shell(
            _scratch.Path, $"export NUGET_PACKAGES=$PWD/packages DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1; {command}");
        Assert.True(code == 0, $"{command}: {code}\n{output}{error}");
        return output;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

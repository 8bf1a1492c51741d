using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

/// <summary>Holds the README to what the program does; ReadmeTests of the integration tests run its commands.</summary>
public sealed partial class ReadmeTests
{
    // The README's words for types, and the golden files that hold them.
    static readonly Dictionary<string, string[]> s_files = new()
    {
        ["float"] = ["float32"],
        ["double"] = ["float64"],
        ["decimal"] = ["decimal_9_2", "decimal_18_4", "decimal_38_10"],
        ["fixed_size_binary"] = ["fixed_size_binary_16"],
        ["date"] = ["date32"],
        ["timestamp"] = ["timestamp_ms", "timestamp_us", "timestamp_ns", "timestamp_us_utc"],
        ["time"] = ["time32_ms", "time64_us", "time64_ns"],
        ["duration"] = ["duration_us"],
        ["dictionary"] = ["dictionary_int64", "dictionary_string"],
        ["list"] = ["list_int64", "list_float32", "list_string", "list_bool"],
        ["large_list"] = ["large_list_int32"],
        ["fixed_size_list of the above"] = ["fixed_size_list_float32_4"],
    };

    static readonly string s_readme = File.ReadAllText(Path.Combine(Golden.Root, "README.md"));

    [Fact]
    public void MappingTable_EveryType_IsMappedAsItSays()
    {
        var rows = MappingRow().Matches(s_readme).Where(m => m.Groups["feature"].Value is "int64" or "float" or "bytes" || m.Groups["feature"].Value.StartsWith("as its", StringComparison.Ordinal)).ToList();
        Assert.Equal(13, rows.Count);
        foreach (var row in rows)
        {
            foreach (var type in row.Groups["types"].Value.Split(", "))
                AssertMapped(type, row.Groups["feature"].Value, row.Groups["remarks"].Value);
        }
    }

    [Theory]
    [InlineData("struct", "struct/a,struct/b,struct/c/d")]
    [InlineData("list_struct", "list_struct/a,list_struct/b")]
    [InlineData("map_string_int64", "map_string_int64/keys,map_string_int64/values")]
    public void MappingTable_TypesOfParts_MakeTheFeaturesItNames(string file, string features)
    {
        using var plan = JsonDocument.Parse(CliRun.Of("plan", Golden.Path($"types/{file}.parquet"), "--json").Out);

        Assert.Equal(features.Split(','), plan.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("feature").GetString()).Where(f => f!.Contains('/')));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("ragged", 0)]
    [InlineData("flatten", 0)]
    [InlineData("tensor", 0)]
    public void MappingTable_ListsOfLists_NeedAWord(string form, int exitCode) => Assert.Equal(
        exitCode, CliRun.Of(["plan", Golden.Path("types/list_list_int64.parquet"), .. form.Length == 0 ? [] : new[] { "--features-nested", $"list_list_int64={form}" }]).ExitCode);

    [Fact]
    public void JobFile_Example_Loads()
    {
        var text = Block("jsonc");
        var job = JobReader.Read(JobFile.Parse("README.md", Encoding.UTF8.GetBytes(text)), new Dictionary<string, string> { ["ds"] = "2026-11-22" });

        Assert.Equal("day = '2026-11-22'", job.Input.Where);
        Assert.Equal("target", job.Features["label"].Column);
    }

    [Fact]
    public void SampleJob_IsThePlanThatTheReadmeTells()
    {
        var run = CliRun.Of("plan", "--job", Path.Combine(Golden.Root, "jobs/sample/boston.json"), "--input-paths", Path.Combine(Golden.Root, "jobs/sample/breast_cancer.parquet"), "--json");

        using var plan = JsonDocument.Parse(run.Out);
        Assert.Equal(569, plan.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal(31, plan.RootElement.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public void Options_InTheText_Exist()
    {
        var help = CliRun.Of("convert", "--help").Out + CliRun.Of("plan", "--help").Out + CliRun.Of("head", "--help").Out + CliRun.Of("submit", "--help").Out + CliRun.Of("--help").Out;
        string[] others = ["--project", "--add-source", "--conf", "--master", "--deploy-mode", "--num-executors"]; // of dotnet and spark-submit
        var known = JobKeys.All.SelectMany(k => k.Aliases.Append(k.Option)).ToHashSet();

        Assert.All(OptionInText().Matches(s_readme).Select(m => m.Value).Distinct().Except(others), option =>
            Assert.True(known.Contains(option) || help.Contains(option, StringComparison.Ordinal), option));
    }

    static void AssertMapped(string type, string feature, string remarks)
    {
        foreach (var file in s_files.GetValueOrDefault(type) ?? [type])
        {
            var run = CliRun.Of("plan", Golden.Path($"types/{file}.parquet"), "--json");
            Assert.True(run.ExitCode == 0, run.Error);
            using var plan = JsonDocument.Parse(run.Out);
            var mapped = plan.RootElement.GetProperty("features").EnumerateArray().Single(f => f.GetProperty("column").GetString() == file);
            if (type != "dictionary") // Parquet's are decoded
                Assert.StartsWith(type.Split(' ')[0], mapped.GetProperty("type").GetString(), StringComparison.Ordinal);
            if (!feature.StartsWith("as its", StringComparison.Ordinal))
                Assert.Equal((type, feature), (type, mapped.GetProperty("kind").GetString()));
            Assert.Equal(remarks.Contains("rounded", StringComparison.Ordinal), mapped.GetProperty("notes").GetString()!.Contains("rounded", StringComparison.Ordinal));
            Assert.Equal(feature == "as its elements", mapped.GetProperty("values").GetString() == "any number");
        }
    }

    static string Block(string language) => Regex.Match(s_readme, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@"^\| (?<types>[^|]+) \| (?<feature>[^|]+) \| (?<remarks>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex MappingRow();

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z-]+")]
    private static partial Regex OptionInText();
}

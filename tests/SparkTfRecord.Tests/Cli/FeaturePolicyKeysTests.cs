using System.Text;
using SparkTfRecord.Cli.Jobs;

namespace SparkTfRecord.Tests.Cli;

public sealed class FeaturePolicyKeysTests
{
    [Fact]
    public void Read_PoliciesOfAJobFile_AreWordsOrValues()
    {
        var wish = Read("""{ "null": { "default": -1.50 }, "nullElement": { "value": "a" }, "min": 0, "max": "9", "oneOf": [1, "b"] }""");

        Assert.Equal(new NullWish(NullPolicy.Default, "-1.50"), wish.Null);
        Assert.Equal(new ElementWish(NullPolicy.Default, "a"), wish.NullElement);
        Assert.Equal(("0", "9"), (wish.Min, wish.Max));
        Assert.Equal(["1", "b"], wish.OneOf!);
    }

    [Theory]
    [InlineData("missing", NullPolicy.Missing, false)]
    [InlineData("fail", NullPolicy.Fail, false)]
    [InlineData("indicator", NullPolicy.Missing, true)]
    public void Read_NullWord_IsItsPolicy(string word, object policy, bool indicator) =>
        Assert.Equal(new NullWish((NullPolicy)policy, hasIndicator: indicator), Read($$"""{ "null": "{{word}}" }""").Null);

    [Theory]
    [InlineData("""{ "null": "nothing" }""", "expected missing, fail, indicator or { \"default\": value }")]
    [InlineData("""{ "null": { "value": 0 } }""", "expected missing, fail, indicator or { \"default\": value }")]
    [InlineData("""{ "nullElement": { "value": [] } }""", "expected fail, drop or { \"value\": value }")]
    [InlineData("""{ "oneOf": [true] }""", "expected an array of numbers or strings")]
    public void Read_WrongPolicy_SaysWhatIsExpected(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<PlanException>(() => Read(json)).Message, StringComparison.Ordinal);

    static FeatureOptions Read(string json) =>
        JobReader.Read(JobFile.Parse("job.json", Encoding.UTF8.GetBytes($$"""{ "features": { "x": {{json}} } }""")), new Dictionary<string, string>()).Features["x"];
}

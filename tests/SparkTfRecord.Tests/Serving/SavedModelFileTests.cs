using System.Text.Json;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Tensors;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

public sealed class SavedModelFileTests
{
    [Theory]
    [InlineData("boston/1")]
    [InlineData("crf/1")]
    [InlineData("optional/3")]
    [InlineData("penguin/1")]
    [InlineData("ranker/7")]
    [InlineData("tagger/1")]
    public void Read_GoldenModel_HasTheSignaturesThatTensorFlowSees(string model)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.Path("saved_models/signatures.json")));
        var expected = json.RootElement.GetProperty("models").GetProperty(model).GetProperty("signatures");

        var signatures = Read(model).Signatures;

        Assert.Equal(expected.EnumerateObject().Select(s => s.Name).Order(StringComparer.Ordinal), signatures.Select(s => s.Name));
        foreach (var signature in signatures)
        {
            var told = expected.GetProperty(signature.Name);
            Assert.Equal(told.GetProperty("method_name").GetString(), signature.Method);
            Assert.Equal(told.GetProperty("outputs").EnumerateObject().Select(o => o.Name).Order(StringComparer.Ordinal), signature.Outputs);
            Assert.Equal(
                told.GetProperty("inputs").EnumerateObject().Select(i => Text(i, told.GetProperty("defaults"))).Order(StringComparer.Ordinal),
                signature.Inputs.Select(i => $"{i.Name} {Dtype.NameOf(i.Dtype)} {i.Shape} {i.Tensor} {i.HasDefault}"));
        }
    }

    [Fact]
    public void Read_ModelThatParsesExamples_KnowsTheirFeatures()
    {
        // In TF1's graph, every feature with a default.
        Assert.Equal(
            [
                ("bill_depth_mm", new(FeatureKind.Float, 1, false)), ("bill_length_mm", new(FeatureKind.Float, 1, false)),
                ("body_mass_g", new(FeatureKind.Float, 1, false)), ("flipper_length_mm", new(FeatureKind.Float, 1, false)),
                ("island", new(FeatureKind.Bytes, 1, false)), ("year", new(FeatureKind.Int64, 1, false)),
            ],
            Features("penguin/1"));
        // In a function of TF2's: "x" has no default, "tags" is a VarLenFeature.
        Assert.Equal(
            [("id", new(FeatureKind.Int64, 1, false)), ("tags", new(FeatureKind.Bytes, null, false)), ("x", new(FeatureKind.Float, 1, true))],
            Features("ranker/7"));
        Assert.Null(Read("boston/1").ExampleSpec);
    }

    [Fact]
    public void Read_NotASavedModel_SaysSo() => Assert.Contains(
        "not a SavedModel, or a damaged one",
        Assert.Throws<InvalidDataException>(() => SavedModelFile.Read(Golden.Path("saved_models/boston.parquet"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Find_BaseDirectory_IsTheNewestVersion()
    {
        var location = ModelLocation.Find(Golden.Path("saved_models/ranker"));
        Assert.Equal(("ranker", Golden.Path("saved_models/ranker/7/assets.extra")), (location.Name, location.Extra));
    }

    [Fact]
    public void Find_BareFile_HasNoPlaceForAWarmupFile() =>
        Assert.Null(ModelLocation.Find(Golden.Path("saved_models/ranker/7/saved_model.pb")).Extra);

    [Fact]
    public void Find_DirectoryWithoutModel_SaysWhatIsMissing() =>
        Assert.Contains("saved_model.pb", Assert.Throws<PlanException>(() => ModelLocation.Find(Golden.Path("warmup"))).Message, StringComparison.Ordinal);

    static SavedModelFile Read(string model) => SavedModelFile.Read(Golden.Path($"saved_models/{model}/saved_model.pb"));

    static IEnumerable<(string, ExampleFeature)> Features(string model) =>
        Read(model).ExampleSpec!.Features.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value));

    static string Text(JsonProperty input, JsonElement defaults)
    {
        var shape = input.Value.GetProperty("shape");
        return $"{input.Name} {input.Value.GetProperty("dtype").GetString()} "
            + $"{TensorShape.Text(shape.ValueKind == JsonValueKind.Null ? null : shape.EnumerateArray().Select(d => d.GetInt64()))} "
            + $"{input.Value.GetProperty("tensor").GetString()} {defaults.TryGetProperty(input.Name, out _)}";
    }
}

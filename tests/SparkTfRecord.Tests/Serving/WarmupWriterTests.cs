using System.Runtime.InteropServices;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving;
using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

public sealed class WarmupWriterTests
{
    static readonly ParquetInputFormat s_parquet = new();
    static readonly IWarmupWriter s_writer = new WarmupWriter();

    [Theory]
    [InlineData("saved_models/boston.parquet")] // float
    [InlineData("data/breast_cancer.parquet")] // double, rounded once
    public void Write_ThirtyNumbers_IsTheFileThatTensorFlowsApisWrote(string parquet)
    {
        var file = Write(parquet, Boston());

        Assert.Equal(File.ReadAllBytes(WarmupGolden.PathOf("good/seed-predict")), file.Requests);
        Assert.Equal(1, file.Count);
        Assert.StartsWith("warm-up: the values of 'area_error', ", file.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryKindOfInput_IsTheRequestThatTensorFlowsApisWrote()
    {
        // The table's rows are not those of the golden request; shapes and types are.
        var file = Write("saved_models/ranker.parquet", new()
        {
            Rows = new() { Chosen = [0] },
            ModelName = "ranker",
            Inputs = new Dictionary<string, WarmupInput>
            {
                ["user_id"] = new() { Dtype = "int64" },
                ["city"] = new() { Dtype = "string" },
                ["dense"] = new() { Dtype = "float32", Shape = [-1, 4] },
                ["tokens"] = new() { Dtype = "int32", Shape = [-1, -1] },
                ["price"] = new() { Dtype = "float64", Shape = [-1, 1] },
                ["premium"] = new() { Dtype = "bool", Shape = [-1] },
            },
        });

        var made = WarmupGolden.Parse(file.Requests!).Single().PredictLog.Request.Inputs;
        var golden = WarmupGolden.Read("good/predict-multi-input")[1].PredictLog.Request.Inputs;
        Assert.Equal(golden.Keys, made.Keys);
        Assert.All(golden, input => Assert.Equal(input.Value.Dtype, made[input.Key].Dtype));
        Assert.All(golden.Where(i => i.Key != "tokens"), input => Assert.Equal(input.Value.TensorShape, made[input.Key].TensorShape));
    }

    [Fact]
    public void Check_RowBeyondTheEnd_SaysHowManyThereAre() => Assert.Equal(
        ["warmup.rows: there is no row 569; the input has 569 rows, counted from 0"],
        Check("data/breast_cancer.parquet", Boston() with { Rows = new() { Chosen = [3, 569] } }));

    [Fact]
    public void Write_NullsAndFixedLists_AreSentAndSaid()
    {
        var file = Write("data/penguins.parquet", new()
        {
            Rows = new() { Chosen = [2, 3] }, // row 3 has no measures
            Inputs = new Dictionary<string, WarmupInput> { ["m"] = new() { Columns = ["bill_length_mm", "year"], Shape = [-1, 2] } },
        });

        Assert.Contains("warm-up: 1 of 2 rows have no value in column 'bill_length_mm'; input 'm' gets 0 there", file.Warnings);
        Assert.Equal([0, 2007f], Floats(WarmupGolden.Parse(file.Requests!)[1].PredictLog.Request.Inputs["m"].TensorContent.ToByteArray()));
    }

    [Fact]
    public void Write_ListsLongerThanAFixedInput_AreCutAndSaid()
    {
        var file = Write("saved_models/tagger.parquet", new()
        {
            Rows = new() { Chosen = [0, 1, 2] },
            Inputs = new Dictionary<string, WarmupInput> { ["tokens"] = new() { Dtype = "int64", Shape = [-1, 18] } },
        });

        Assert.All(WarmupGolden.Parse(file.Requests!), log => Assert.Equal([1, 18], log.PredictLog.Request.Inputs["tokens"].TensorShape.Dim.Select(d => (int)d.Size)));
        Assert.Contains(file.Warnings, w => w.Contains("the 18 values of input tokens (int64 [-1, 18])", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_EverythingWrong_IsOneLineEach()
    {
        var problems = Check("data/penguins.parquet", new()
        {
            Inputs = new Dictionary<string, WarmupInput>
            {
                ["a"] = new() { Columns = ["bill_lenght_mm"] },
                ["b"] = new() { Columns = ["species"] },
                ["c"] = new() { Columns = ["bill_length_mm"], Dtype = "int32" },
                ["d"] = new() { Columns = ["bill_length_mm", "bill_depth_mm"], Shape = [-1, 3] },
                ["e"] = new() { Columns = ["year"], Dtype = "real" },
                ["year"] = new() { Shape = [-1, -1, -1] },
                ["island"] = new() { Dtype = "string", Shape = [-1, 1] },
                ["sexe"] = new() { Dtype = "string", Shape = [-1, 1] },
            },
        });

        Assert.Equal(
            [
                "warmup: input 'e': 'real' is no type; use one of float32, float64, float16, bfloat16, int64, int32, int16, int8, uint64, uint32, uint16, uint8, bool, string",
                "warmup: input 'a' of signature 'serving_default': there is no column 'bill_lenght_mm'; did you mean 'bill_length_mm'?",
                "warmup: input 'b' of signature 'serving_default': column 'species' holds strings, which float32 cannot hold; choose another column or cast it upstream",
                "warmup: input 'c' of signature 'serving_default': column 'bill_length_mm' holds floating point numbers, which int32 cannot hold; choose another column or cast it upstream",
                "warmup: input 'd' of signature 'serving_default': [-1, 3] takes 3 values a row, the 2 columns give 2; correct columns or shape in warmup.inputs",
                "warmup: input 'year' of signature 'serving_default': 2 dimensions of [-1, -1, -1] are free beside the batch, and a row can fill only one; fix the others with shape in warmup.inputs",
                "warmup: signature 'serving_default': no column for sexe (string [-1, 1]); the columns without an input are 'body_mass_g', 'flipper_length_mm', 'sex', 'species'; name the columns of each input in warmup.inputs",
            ],
            problems);
    }

    [Fact]
    public void Write_NeitherModelNorInputs_KeepsTheRowsOnly()
    {
        var file = Write("data/penguins.parquet", new());
        Assert.Null(file.Requests);
        Assert.NotEmpty(file.Rows);
    }

    static WarmupOptions Boston() => new()
    {
        Rows = new() { Chosen = [315] },
        ModelName = "boston",
        Inputs = new Dictionary<string, WarmupInput>
        {
            ["input_1"] = new()
            {
                Columns = [.. Plan("saved_models/boston.parquet").Columns.Select(c => c.Name)],
                Dtype = "float32",
                Shape = [-1, 30],
            },
        },
    };

    static float[] Floats(byte[] content) => MemoryMarshal.Cast<byte, float>(content).ToArray();

    static WarmupFiles Write(string parquet, WarmupOptions options) =>
        s_writer.Write(options, Plan(parquet), options.Rows?.Chosen ?? [0], s_parquet, TestContext.Current.CancellationToken);

    static IReadOnlyList<string> Check(string parquet, WarmupOptions options) => s_writer.Check(options, Plan(parquet));

    static ConversionPlan Plan(string parquet) => new Planner(s_parquet, new LocalStorage()).Plan(
        new Job { Input = new() { Paths = [Golden.Path(parquet)] }, Output = new() { Path = Path.Combine(Path.GetTempPath(), "never-written") } },
        TestContext.Current.CancellationToken);
}

using SparkTfRecord.Examples;
using SparkTfRecord.Parquet;
using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Storage;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Serving;

/// <summary>From the golden models and their tables the requests that TensorFlow's APIs wrote; only model_spec may say the same otherwise.</summary>
public sealed class ModelRequestTests
{
    static readonly string[] s_boston = [.. Columns("saved_models/boston.parquet")];

    [Fact]
    public void Boston_ThousandRows_AreTheRequestsOfTheGoldenFile() => Equal(
        WarmupGolden.Read("good/predict-1000-records"),
        Make("boston", "saved_models/boston.parquet", Boston([.. Enumerable.Range(0, 1000).Select(i => i % 569L)])));

    [Fact]
    public void Boston_BatchSizes_RepeatTheRow() => Equal(
        WarmupGolden.Read("good/predict-batches"),
        Make("boston", "saved_models/boston.parquet", Boston([315]) with { BatchSizes = [1, 2, 4, 8, 32] }));

    [Theory]
    [InlineData("good/classify", "classify", new long[] { 0, 1, 2 }, 3, 0)]
    [InlineData("good/classify-default-signature", "serving_default", new long[] { 0 }, 1, 0)]
    [InlineData("good/classify-default-signature", "serving_default", new long[] { 1, 2, 3, 4, 5 }, 5, 1)] // row 3 has nulls
    [InlineData("good/regress", "regress", new long[] { 0, 1 }, 2, 0)]
    [InlineData("good/predict-serialized-examples", "predict", new long[] { 0, 1, 2, 3 }, 4, 0)]
    public void Penguin_Signature_TakesTheExamplesThatItsGraphParses(string file, string signature, long[] rows, int size, int record) => Equal(
        [WarmupGolden.Read(file)[record]],
        Make("penguin", "saved_models/penguin.parquet", new() { Rows = new() { Chosen = rows }, Signature = signature, BatchSizes = [size] }));

    [Fact]
    public void Penguin_AllSignatures_AreEveryKindOfRequest()
    {
        var made = Make("penguin", "saved_models/penguin.parquet", new() { Rows = new() { Chosen = [0] } });

        // The golden file has no request for serving_default, which is classify once more, and its multi-inference has one task.
        Equal(
            WarmupGolden.Read("good/mixed-log-types").Where(l => l.MultiInferenceLog is null).OrderBy(l => l.LogTypeCase),
            made.Where(l => l.MultiInferenceLog is null && l.ClassifyLog?.Request.ModelSpec.SignatureName != "serving_default").OrderBy(l => l.LogTypeCase));
        Assert.Equal(["classify", "regress"], made.Single(l => l.MultiInferenceLog is not null).MultiInferenceLog.Request.Tasks.Select(t => t.ModelSpec.SignatureName));
    }

    [Fact]
    public void Penguin_TwoRowsInOneMultiInference_IsTheGoldenRequest() => Equal(
        WarmupGolden.Read("good/multi-inference"),
        Make("penguin", "saved_models/penguin.parquet", new() { Rows = new() { Chosen = [0, 1] }, BatchSizes = [2] }).Where(l => l.MultiInferenceLog is not null));

    [Fact]
    public void Ranker_EveryDtypeAndRank_IsTheGoldenRequest()
    {
        var rows = Rows(
            Column("user_id", FeatureKind.Int64, false, new IntegerCell([1]), new IntegerCell([1099511627783])),
            Column("city", FeatureKind.Bytes, false, new BytesCell(["Praha"u8.ToArray()]), new BytesCell(["北京"u8.ToArray()])),
            Column("dense", FeatureKind.Float, true, new FloatCell([1, 2, 3, 4]), new FloatCell([0.5, 0.25, 0, -1])),
            Column("tokens", FeatureKind.Int64, true, new IntegerCell([1, 2, 3]), new IntegerCell([4])),
            Column("price", FeatureKind.Float, false, new FloatCell([9.99]), new FloatCell([0.01])),
            Column("premium", FeatureKind.Int64, false, new IntegerCell([1]), new IntegerCell([0])));

        var golden = WarmupGolden.Read("good/predict-multi-input");
        Equal([golden[0]], Make("ranker", rows, new() { Signature = "serving_default", BatchSizes = [2] }));
        Equal([golden[1]], Make("ranker", rows.Take([0]), new() { Signature = "serving_default" }));
    }

    [Fact]
    public void Ranker_ExampleSignature_IsCalledWithTheFeaturesItParses()
    {
        var rows = Rows(
            Column("x", FeatureKind.Float, false, new FloatCell([1])),
            Column("tags", FeatureKind.Bytes, true, new BytesCell(["t"u8.ToArray()])),
            Column("unknown", FeatureKind.Int64, false, new IntegerCell([1])));

        var request = Make("ranker", rows, new() { Signature = "regress" }).Single().PredictLog.Request;

        // The golden request is a RegressRequest; a TF2 model says predict, and gets the same Example.
        var golden = WarmupGolden.Read("good/regress-tf2").Single().RegressLog.Request.Input.ExampleList.Examples.Single();
        Assert.Equal(golden, Example.Parser.ParseFrom(request.Inputs["inputs"].StringVal.Single()));
    }

    [Fact]
    public void Tagger_ListsOfSeveralLengths_ArePaddedToTheLongestOfTheBatch()
    {
        var ones = Rows(Column("tokens", FeatureKind.Int64, true, Ones(1), Ones(30), Ones(7), Ones(7), Ones(7), Ones(7)));
        var golden = WarmupGolden.Read("good/predict-sequence");

        Equal([golden[0], golden[1]], Make("tagger", ones.Take([0, 1]), new()));
        Equal([golden[2]], Make("tagger", ones.Take([2, 3, 4, 5]), new() { BatchSizes = [4] }));

        static IntegerCell Ones(int length) => new([.. Enumerable.Repeat(Int128.One, length)]);
    }

    [Fact]
    public void Tagger_SampledRows_MeetShortAndLongSequencesInEverySize()
    {
        var lengths = new[] { 30, 1, 7, 12, 2 };
        var rows = Rows(Column("tokens", FeatureKind.Int64, true, [.. lengths.Select(n => new IntegerCell(new Int128[n]))]));

        var requests = RequestSet.Make(new() { Model = Golden.Path("saved_models/tagger"), BatchSizes = [1, 2, 8] }, rows, sampled: true).Logs;

        // Size 1: each row. Size 2: 1 with 2, 7 with 12, 30 and again the first. Size 8: the shortest alone, then all.
        Assert.Equal(
            [[1, 1], [1, 2], [1, 7], [1, 12], [1, 30], [2, 2], [2, 12], [2, 30], [8, 1], [8, 30]],
            requests.Select(r => r.PredictLog.Request.Inputs["tokens"].TensorShape.Dim.Select(d => (int)d.Size)));
    }

    [Fact]
    public void Tagger_EmptyLists_AreNoEmptySequence()
    {
        var request = Make("tagger", Rows(Column("tokens", FeatureKind.Int64, true, new IntegerCell([]), null)), new() { BatchSizes = [2] }).Single();
        Assert.Equal([2, 1], request.PredictLog.Request.Inputs["tokens"].TensorShape.Dim.Select(d => (int)d.Size));
    }

    [Fact]
    public void Crf_GivenLength_PadsTo18AsInTraining()
    {
        Int128[] first = [109, 19, 110, 19, 111, 112, 102, 19, 2, 103, 113, 114, 115, 116, 117];
        Int128[] second = [6, 46, 147, 25];
        Int128[] third = [2, 67, 70, 175, 104, 176, 128, 6, 2, 67, 89, 155, 136, 148, 25];
        var rows = Rows(Column("words", FeatureKind.Int64, true, new IntegerCell(first), new IntegerCell(second), new IntegerCell(third)));
        var inputs = new Dictionary<string, WarmupInput> { ["input_1"] = new() { Columns = ["words"], Shape = [-1, 18] } };
        var golden = WarmupGolden.Read("good/predict-crf");

        Equal([golden[0]], Make("crf", rows.Take([0]), new() { Inputs = inputs }));
        Equal([golden[1]], Make("crf", rows, new() { Inputs = inputs, BatchSizes = [3] }));
    }

    [Fact]
    public void Optional_InputsWithDefaults_AreLeftOutOrTakeTheFirstRow()
    {
        var x = Column("x", FeatureKind.Float, true, new FloatCell([1, 1]), new FloatCell([1, 1]));
        var golden = WarmupGolden.Read("good/defaults-left-out");

        Equal([golden[0]], Make("optional", Rows(x).Take([0]), new()));
        Equal([golden[1]], Make("optional", Rows(x, Column("scale", FeatureKind.Float, false, new FloatCell([2]), new FloatCell([3]))).Take([0]), new()));
    }

    static WarmupOptions Boston(IReadOnlyList<long> rows) => new()
    {
        Rows = new() { Chosen = rows },
        Inputs = new Dictionary<string, WarmupInput> { ["input_1"] = new() { Columns = s_boston } },
    };

    static IReadOnlyList<PredictionLog> Make(string model, string parquet, WarmupOptions options) => Make(
        model, new TableRows(Plan(parquet), new ParquetInputFormat()).Read(options.Rows!.Chosen, TestContext.Current.CancellationToken), options);

    static IReadOnlyList<PredictionLog> Make(string model, RowSet rows, WarmupOptions options) =>
        RequestSet.Make(options with { Model = Golden.Path($"saved_models/{model}") }, rows, sampled: false).Logs;

    static RowSet Rows(params RowColumn[] columns) => new([.. Enumerable.Range(0, columns[0].Cells.Count).Select(i => (long)i)], columns);

    static RowColumn Column(string name, FeatureKind kind, bool isList, params Cell?[] cells) =>
        new(new(name, name, kind, new(kind, isList, isList ? null : 1), false), cells);

    static void Equal(IEnumerable<PredictionLog> golden, IEnumerable<PredictionLog> made) =>
        Assert.Equal(golden.Select(WithoutSpec), made.Select(WithoutSpec));

    // Versions, labels and an unset name for serving_default are the caller's choice.
    static PredictionLog WithoutSpec(PredictionLog log)
    {
        var copy = log.Clone();
        foreach (var spec in new[] { copy.PredictLog?.Request.ModelSpec, copy.ClassifyLog?.Request.ModelSpec, copy.RegressLog?.Request.ModelSpec }.OfType<ModelSpec>())
        {
            spec.ClearVersionChoice();
            spec.SignatureName = spec.SignatureName is "" ? "serving_default" : spec.SignatureName;
        }
        return copy;
    }

    static IEnumerable<string> Columns(string parquet) => Plan(parquet).Columns.Select(c => c.Name);

    static ConversionPlan Plan(string parquet) => new Planner(new ParquetInputFormat(), new LocalStorage()).Plan(
        new Job { Input = new() { Paths = [Golden.Path(parquet)] } }, TestContext.Current.CancellationToken);
}

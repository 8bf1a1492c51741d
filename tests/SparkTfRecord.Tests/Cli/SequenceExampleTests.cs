using System.Text.Json.Nodes;
using Apache.Arrow.Types;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Cli;

/// <summary>Sequence examples, through the whole program.</summary>
public sealed class SequenceExampleTests : IDisposable
{
    static readonly ListType s_ints = new(Int64Type.Default);

    readonly TemporaryDirectory _directory = TemporaryDirectory.InMemory();

    public void Dispose() => _directory.Dispose();

    CliRun Convert(string input, params string[] options) =>
        CliRun.Of(["convert", input, _directory["out"], "--record-type", "SequenceExample", "--shards", "1", "--verify", .. options]);

    string Sentences(string tokens = "[[1, 2], [3], []]", string tags = """[["x", "y"], ["z"], []]""", string vectors = "[[[1, 2], [3]], [[]], null]") => JsonColumn.WriteParquet(
        _directory["in.parquet"],
        ("id", Int64Type.Default, JsonNode.Parse("[7, null, 9]")!.AsArray()),
        ("tags", new ListType(StringType.Default), JsonNode.Parse(tags)!.AsArray()),
        ("tokens", s_ints, JsonNode.Parse(tokens)!.AsArray()),
        ("vectors", new ListType(s_ints), JsonNode.Parse(vectors)!.AsArray()));

    List<byte[]> Records() => RecordList.OfDataSet(_directory["out"]);

    [Fact]
    public void Convert_FileThatLacksListsOfLists_LeavesThemOut()
    {
        var other = JsonColumn.WriteParquet(_directory["other.parquet"], ("id", Int64Type.Default, [5]));
        var run = CliRun.Of("convert", Sentences(), other, _directory["out"], "--record-type", "SequenceExample", "--shards", "1");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("0A0D" + "0A0B" + "0A026964" + "1205" + "1A030A0105", System.Convert.ToHexString(Records()[^1])); // a context with id 5
    }

    [Fact]
    public void Convert_TableOfTheGoldenFile_HasTensorFlowsBytes()
    {
        // All but the one record whose step has no kind: no value of a table says that.
        var records = File.ReadLines(Golden.Path("examples/sequence.jsonl")).Select(l => JsonNode.Parse(l)!).Where(r => r["what"]!.ToString() != "steps with kind unset and empty").ToList();
        Assert.Equal(9, records.Count);
        JsonArray Context(string name, bool isList) => [.. records.Select(r => r["context"]![name] is { } f ? isList ? Values(f) : Values(f)[0]!.DeepClone() : null)];
        JsonArray Steps(string name) => [.. records.Select(r => r["feature_lists"]![name] is JsonArray steps ? new JsonArray([.. steps.Select(s => Values(s!)[0]!.DeepClone())]) : null)];
        JsonArray Lists(string name) => [.. records.Select(r => r["feature_lists"]![name] is JsonArray steps ? new JsonArray([.. steps.Select(s => Values(s!))]) : null)];
        var input = JsonColumn.WriteParquet(
            _directory["in.parquet"],
            ("weights", new ListType(FloatType.Default), Context("weights", true)),
            ("title", StringType.Default, Context("title", false)),
            ("id", Int64Type.Default, Context("id", false)),
            ("empty", s_ints, Context("empty", true)),
            ("tokens", s_ints, Steps("tokens")),
            ("tags", new ListType(StringType.Default), Steps("tags")),
            ("a", s_ints, Steps("a")),
            ("b", new ListType(FloatType.Default), Steps("b")),
            ("中", new ListType(new ListType(StringType.Default)), Lists("中")),
            ("emb", new ListType(new FixedSizeListType(FloatType.Default, 4)), Lists("emb")),
            ("ragged", new ListType(s_ints), Lists("ragged")));

        var run = Convert(input, "--features-part", "weights=context", "--features-part", "empty=context", "--same-length", "tokens");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(records.Select(r => System.Convert.FromBase64String(r["serialized"]!.ToString())), Records());
    }

    // The values of a Feature in the form of the golden files: floats are four bytes in hexadecimal digits.
    static JsonArray Values(JsonNode feature) => [.. feature["value"]!.AsArray().Select(v => feature["kind"]!.ToString() switch
    {
        "float_list" => JsonValue.Create(BitConverter.ToSingle(System.Convert.FromHexString(v!.ToString()))),
        "bytes_list" => JsonValue.Create(System.Text.Encoding.UTF8.GetString(System.Convert.FromBase64String(v!.ToString()))),
        _ => v!.DeepClone(),
    })];

    [Fact]
    public void Plan_ListsAndScalars_AreSequencesAndContext()
    {
        var plan = CliRun.Of("plan", Sentences(), "--record-type", "SequenceExample").Out;
        Assert.Matches(@"tokens +list<int64> +tokens +int64 +any number +sequence, a value a step; as many as tags", plan);
        Assert.Matches(@"vectors +list<list<int64>> +vectors +int64 +any number +sequence, a list a step; as many as tags", plan);
        Assert.Matches(@"id +int64 +id +int64 +0 or 1 +context", plan);
    }

    [Fact]
    public void Convert_SequencesOfDifferentLengths_AreABadRow()
    {
        var run = Convert(Sentences(tags: """[["x", "y"], ["z", "z"], []]"""));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("row 1, column 'tokens': the sequence has 1 steps and that of 'tags' 2; correct the lists upstream", run.Error, StringComparison.Ordinal);

        // Unless the job says which belong together, or that one is context.
        Assert.Equal(0, Convert(_directory["in.parquet"], "--same-length", "tokens,vectors").ExitCode);
        Assert.Equal(0, Convert(_directory["in.parquet"], "--features-part", "tags=context", "--mode", "overwrite").ExitCode);
    }

    [Theory]
    [InlineData("[[1, null], [3], []]", null, "element 1 of the list is null")]
    [InlineData(null, "[[[1, null], [3]], [[]], null]", "an element of the list is null")]
    [InlineData(null, "[[[1, 2], null], [[]], null]", "a list in the list is null, which a step cannot say")]
    public void Convert_NullInASequence_IsABadRow(string? tokens, string? vectors, string message)
    {
        var run = Convert(Sentences(tokens ?? "[[1, 2], [3], []]", vectors: vectors ?? "[[[1, 2], [3]], [[]], null]"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($": row 0, column '{(tokens is null ? "vectors" : "tokens")}': {message}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_NullElements_AreDroppedOrReplacedInTheirStep()
    {
        var input = Sentences(vectors: "[[[1, null], [null]], [[]], []]");
        Assert.Equal(0, Convert(input, "--features-null-element", "vectors=drop").ExitCode);
        Assert.Contains("\"vectors\":[[1],[]]", CliRun.Of("head", _directory["out"], "-n", "1").Out, StringComparison.Ordinal);
        Assert.Equal(0, Convert(input, "--features-null-element", "vectors=value:-1", "--mode", "overwrite").ExitCode);
        Assert.Contains("\"vectors\":[[1,-1],[-1]]", CliRun.Of("head", _directory["out"], "-n", "1").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OptionsOfSequences_DoWhatTheyDoForLists()
    {
        var run = Convert(Sentences(), "--features-max", "vectors=2");
        Assert.Contains("row 0, column 'vectors': value 3: the value is above the maximum, 2", run.Error, StringComparison.Ordinal);
        string[] options =
        [
            "--same-length", "tokens", "--features-max-length", "tokens=1", "--features-too-long", "tokens=truncate", "--features-as", "vectors=json", "--features-null", "id=indicator",
            "--features-empty", "tags=missing", "--feature", "flat=vectors", "--features-nested", "flat=flatten",
        ];
        run = Convert(_directory["in.parquet"], options);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            """
            {"context":{"id/missing":[0],"id":[7],"vectors":["[[1,2],[3]]"]},"feature_lists":{"flat":[[1],[2],[3]],"tags":[["x"],["y"]],"tokens":[[1]]}}
            {"context":{"id/missing":[1],"vectors":["[[]]"]},"feature_lists":{"flat":[],"tags":[["z"]],"tokens":[[3]]}}
            {"context":{"id/missing":[0],"id":[9]},"feature_lists":{"tokens":[]}}

            """, CliRun.Of("head", _directory["out"]).Out);
    }

    [Fact]
    public void Convert_ListsOfStructsAndMaps_AreSequencesOfTheirFields()
    {
        var user = new StructType([new("age", Int64Type.Default, true), new("marks", s_ints, true)]);
        var input = JsonColumn.WriteParquet(
            _directory["in.parquet"],
            ("users", new ListType(user), JsonNode.Parse("""[[{ "age": 1, "marks": [2, 3] }, { "age": 4, "marks": [] }], [], null]""")!.AsArray()),
            ("map", new MapType(new Apache.Arrow.Field("key", StringType.Default, false), new Apache.Arrow.Field("value", Int64Type.Default, true)), JsonNode.Parse("""[[["b", 1], ["a", 2]], [], null]""")!.AsArray()),
            ("user", user, JsonNode.Parse("""[{ "age": 1, "marks": [5, 6] }, { "age": null, "marks": null }, null]""")!.AsArray()));
        var run = Convert(input);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            """
            {"context":{"user/age":[1]},"feature_lists":{"map/keys":[["b"],["a"]],"map/values":[[1],[2]],"user/marks":[[5],[6]],"users/age":[[1],[4]],"users/marks":[[2,3],[]]}}
            {"context":{},"feature_lists":{"map/keys":[],"map/values":[],"users/age":[],"users/marks":[]}}
            {"context":{},"feature_lists":{}}

            """, CliRun.Of("head", _directory["out"]).Out);
    }

    [Fact]
    public void Verbs_SequenceExamples_ReadThem()
    {
        Assert.Equal(0, Convert(Sentences()).ExitCode);
        Assert.Equal(0, CliRun.Of("verify", _directory["out"]).ExitCode);
        Assert.Contains("byte 0 of its data: the Example has field 2 of wire type 2, which TensorFlow does not know there; the record is damaged, or not of the type it is taken for (--record-type)", CliRun.Of("verify", Golden.Path("examples/sequence.tfrecord")).Error, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("verify", Golden.Path("examples/sequence.tfrecord"), "--record-type", "SequenceExample").ExitCode);
        Assert.Equal(
            """
            {"context":{"id":[7]},"feature_lists":{"tags":[["x"],["y"]],"tokens":[[1],[2]],"vectors":[[1,2],[3]]}}
            {"context":{},"feature_lists":{"tags":[["z"]],"tokens":[[3]],"vectors":[[]]}}
            {"context":{"id":[9]},"feature_lists":{"tags":[],"tokens":[]}}

            """, CliRun.Of("head", _directory["out"]).Out);
        Assert.Contains("1, 2 | 3", CliRun.Of("head", _directory["out"], "--table").Out, StringComparison.Ordinal);

        const string Features = """
            CONTEXT = {
                "id": tf.io.RaggedFeature(tf.int64),  # no value in 1 records
            }
            SEQUENCES = {
                "tags": tf.io.RaggedFeature(tf.string),
                "tokens": tf.io.RaggedFeature(tf.int64),
                "vectors": tf.io.RaggedFeature(tf.int64),
            }
            ONE_A_STEP = [
                "tags",
                "tokens",
            ]
            """;
        Assert.Contains(Features, File.ReadAllText(_directory["out/_feature_spec.py"]), StringComparison.Ordinal);
        Assert.Contains(Features, CliRun.Of("spec", _directory["out"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void FeatureSpec_OfSequences_ParsesThem()
    {
        Convert(Sentences("[[1, 2], [3, 4], [5, 6]]", """[["x", "y"], ["z", ""], ["", ""]]""", "[[[1, 2], [3]], [[], []], [[5], [6]]]"), "--features-length", "tokens=2", "--label", "tags", "--features-null", "id=default:0");
        var printed = Python.Run("""
            import runpy, sys
            spec = runpy.run_path(sys.argv[1] + "/_feature_spec.py")
            (features, label), = spec["dataset"](sys.argv[1], batch=3)
            print(features["id"], features["tokens"], label, features["vectors"].flat_values, features["vectors"].inner_splits)
            """, _directory["out"]);
        Assert.Equal("[7, 0, 9] [[1, 2], [3, 4], [5, 6]] [[b'x', b'y'], [b'z', b''], [b'', b'']] [1, 2, 3, 5, 6] [0, 2, 3, 3, 3, 4, 5]", printed.Trim());
        Assert.Contains("\"tokens\": tf.io.FixedLenSequenceFeature([], tf.int64),", File.ReadAllText(_directory["out/_feature_spec.py"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_PartWhereThereIsNone_IsAProblem()
    {
        var input = Sentences();
        Assert.Contains("features.id.part: only lists, and lists in lists without 'nested', are sequences, not int64", Convert(input, "--features-part", "id=sequence").Error, StringComparison.Ordinal);
        Assert.Contains("features.vectors.part: only lists", Convert(input, "--features-part", "vectors=sequence", "--features-nested", "vectors=tensor").Error, StringComparison.Ordinal);
        Assert.Contains("Column 'vectors': list<list<int64>>, lists in lists", Convert(input, "--features-part", "vectors=context").Error, StringComparison.Ordinal);
        Assert.Contains("warmup: requests are made of Examples, not of --record-type SequenceExample", Convert(input, "--warmup-rows", "1").Error, StringComparison.Ordinal);
        var example = CliRun.Of("plan", input, "--exclude", "vectors", "--features-part", "tokens=context");
        Assert.Contains("features.tokens.part: only a SequenceExample has parts", example.Error, StringComparison.Ordinal);
    }
}

using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Publishing;
using SparkTfRecord.Records;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.FeatureSpecs;

public sealed class FeatureSpecTests : IDisposable
{
    static readonly FeatureSpec s_spec = FeatureSpec.Of(
        RecordType.Example,
        [
            new() { Feature = "age", Column = "age", Type = "int32", Kind = FeatureKind.Int64 },
            new() { Feature = "na\"me\n", Column = "n", Type = "utf8", Kind = FeatureKind.Bytes, Private = true },
            new() { Feature = "target", Column = "target", Type = "double", Kind = FeatureKind.Float, Rounds = true, Label = true },
            new() { Feature = "tokens", Column = "tokens", Type = "list<int64>", Kind = FeatureKind.Int64, IsList = true },
        ],
        [0, 3, 0, 0],
        [Shard("data-00000-of-00002.tfrecord", 5), Shard("data-00001-of-00002.tfrecord", 4)],
        Codec.None);

    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ToJson_EveryForm_IsWritten() => Assert.Equal("""
        {
          "version": 1,
          "recordType": "Example",
          "compression": "",
          "label": "target",
          "records": 9,
          "shards": [
            {
              "pattern": "data-{:05d}-of-00002.tfrecord",
              "count": 2
            }
          ],
          "features": [
            {
              "name": "age",
              "dtype": "int64",
              "parse": "FixedLenFeature",
              "shape": []
            },
            {
              "name": "na\u0022me\n",
              "dtype": "string",
              "parse": "RaggedFeature"
            },
            {
              "name": "target",
              "dtype": "float32",
              "parse": "FixedLenFeature",
              "shape": []
            },
            {
              "name": "tokens",
              "dtype": "int64",
              "parse": "RaggedFeature"
            }
          ]
        }

        """, Encoding.UTF8.GetString(s_spec.ToJson()));

    [Fact]
    public void ToPython_EveryForm_IsWritten() => Assert.Contains("""
        COMPRESSION = ""
        LABEL = "target"
        RECORDS = 9
        SHARDS = {
            "data-{:05d}-of-00002.tfrecord": 2,
        }
        FEATURES = {
            "age": tf.io.FixedLenFeature([], tf.int64),
            "na\"me\u000a": tf.io.RaggedFeature(tf.string),  # no value in 3 records
            "target": tf.io.FixedLenFeature([], tf.float32),
            "tokens": tf.io.RaggedFeature(tf.int64),
        }


        def parse(records):
        """, Encoding.UTF8.GetString(s_spec.ToPython()), StringComparison.Ordinal);

    [Fact]
    public void Of_ScalarsAndLists_AreFixedOnlyWhenNoRowCanLackAValue()
    {
        FeatureMapping scalar = new() { Feature = "x", Column = "x", Type = "float", Kind = FeatureKind.Float };
        var list = scalar with { Type = "list<float>", IsList = true };
        var fixedList = list with { Type = "fixed_size_list<float>[4]" };
        var checkedList = list with { Checks = new() { Length = 3 } };

        Assert.Equal([], Shape(scalar, 0));
        Assert.Null(Shape(scalar, 1));
        Assert.Equal([], Shape(scalar with { Null = NullPolicy.Default, Default = "0" }, 1));
        Assert.Null(Shape(list, 0));
        Assert.Equal([4], Shape(fixedList, 0));
        Assert.Equal([3], Shape(checkedList, 0));
        Assert.Null(Shape(checkedList, 1));
        Assert.Null(Shape(checkedList with { NullElement = NullPolicy.Missing }, 0));
        Assert.Null(Shape(list with { Type = "list<fixed_size_list<float>[4]>" }, 0));

        static IReadOnlyList<int>? Shape(FeatureMapping feature, long nulls) => ParsedFeature.Of(feature, nulls).Shape;
    }

    [Fact]
    public void Warnings_ScalarsThatBecomeRagged_AreNamed()
    {
        FeatureMapping age = new() { Feature = "age", Column = "age", Type = "int32", Kind = FeatureKind.Int64 };

        Assert.Equal(
            ["1 feature has rows without a value, so TensorFlow parses a RaggedTensor, not one number a row: age; a default (features.NAME.null) keeps them dense."],
            FeatureSpec.Warnings([age, age with { Feature = "full" }, age with { Feature = "list", IsList = true }], [3, 0, 5]));
        Assert.Empty(FeatureSpec.Warnings([age], [0]));
    }

    [Fact]
    public void ToPython_UnscaledDecimal_SaysItsScale() => Assert.Contains(
        "\"price\": tf.io.FixedLenFeature([], tf.int64),  # times 10**-2\n",
        Encoding.UTF8.GetString(FeatureSpec.Of(
            RecordType.Example,
            [new() { Feature = "price", Column = "price", Type = "decimal128(9, 2)", Kind = FeatureKind.Int64, Form = ValueForm.Unscaled, Scale = 2 }],
            [0], [], Codec.None).ToPython()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(", shuffle=100, seed=3")]
    public void ToPython_Dataset_ReadsEveryRecordOfEveryShard(string arguments)
    {
        // TensorFlow's own file stands for both shards.
        foreach (var index in new[] { 0, 1 })
            File.Copy(Golden.Path("pairs/breast_cancer.tfrecord"), _directory[$"data-0000{index}-of-00002.tfrecord"]);
        var spec = FeatureSpec.Of(
            RecordType.Example,
            [
                new() { Feature = "mean_radius", Column = "mean_radius", Type = "double", Kind = FeatureKind.Float },
                new() { Feature = "target", Column = "target", Type = "int64", Kind = FeatureKind.Int64, Label = true },
            ],
            [0, 0], [Shard("data-00000-of-00002.tfrecord", 300), Shard("data-00001-of-00002.tfrecord", 300)], Codec.None);

        Assert.Equal("6 6 600 308 mean_radius", Run(spec, $"""
            data = spec["dataset"](root, batch=100{arguments})
            batches = list(data)
            rows = [label for features, labels in batches for label in labels]
            print(data.cardinality(), len(batches), len(rows), sum(rows), *batches[0][0])
            """));
    }

    [Fact]
    public void ToPython_RaggedFeatures_AreParsed()
    {
        File.Copy(Golden.Path("pairs/sentences.tfrecord"), _directory["s-00000-of-00001.tfrecord"]);
        var spec = FeatureSpec.Of(
            RecordType.Example,
            [
                new() { Feature = "ids", Column = "ids", Type = "list<int32>", Kind = FeatureKind.Int64, IsList = true },
                new() { Feature = "words", Column = "words", Type = "list<utf8>", Kind = FeatureKind.Bytes, IsList = true },
            ],
            [0, 0], [Shard("s-00000-of-00001.tfrecord", 100)], Codec.None);

        Assert.Equal("100 [0, 14, 47] [41, 14, 47]", Run(spec, """
            batches = list(spec["dataset"](root, batch=100))
            ids, words = batches[0]["ids"], batches[0]["words"]
            print(len(ids), [len(x) for x in ids[:3]], [len(x) for x in words[:3]])
            """));
    }

    [Fact]
    public void StandIn_StatesOfAFeature_AreTakenAndRefusedAsByTensorFlow() => Assert.Equal("same", Python.Run("""
        import base64, json, sys, tensorflow as tf
        forms = {"FixedLen []": [], "FixedLen [2]": [2], "FixedLen [0]": [0], "Ragged": None}
        for case in json.load(open(sys.argv[1])):
            if case["spec"] not in forms:
                continue
            shape = forms[case["spec"]]
            how = tf.io.RaggedFeature(case["dtype"]) if shape is None else tf.io.FixedLenFeature(shape, case["dtype"])
            try:
                tf.io.parse_example([base64.b64decode(case["serialized"])], {"x": how})
                taken = True
            except ValueError:
                taken = False
            assert taken == ("error" not in case["verdict"]), case
        print("same")
        """, Golden.Path("examples/parse_example.json")).Trim());

    /// <summary>Executes the module as Python does, against the stand-in for TensorFlow.</summary>
    string Run(FeatureSpec spec, string script)
    {
        var module = _directory["_feature_spec.py"];
        File.WriteAllBytes(module, spec.ToPython());
        return Python.Run($"""
            import runpy, sys
            root = sys.argv[1]
            spec = runpy.run_path(root + "/_feature_spec.py")
            {script}
            """, _directory.Path).Trim();
    }

    static ManifestShard Shard(string name, long records) => new(name, records, 0, "00000000", 0, records);
}

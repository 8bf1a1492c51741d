using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Records;

namespace SparkTfRecord.Tests.FeatureSpecs;

public sealed class SchemaTextTests
{
    static readonly FeatureMapping s_plain = new() { Feature = "x", Column = "x", Type = "int64", Kind = FeatureKind.Int64 };

    static string Write(FeatureMapping feature, long nulls = 0) =>
        Encoding.UTF8.GetString(SchemaText.Write(FeatureSpec.Of(RecordType.Example, [feature], [nulls], [], Codec.None), [feature]));

    static string Feature(string lines) => $"feature {{\n  name: \"x\"\n{string.Concat(lines.Split('\n').Select(l => $"  {l}\n"))}}}\nrepresent_variable_length_as_ragged: true\n";

    [Fact]
    public void Write_ScalarInEveryRecord_HasAnEmptyShape() =>
        Assert.Equal(Feature("type: INT\npresence {\n  min_fraction: 1\n}\nshape {\n}"), Write(s_plain));

    [Fact]
    public void Write_ScalarWithNulls_HasOneValueOrNone() =>
        Assert.Equal(Feature("type: INT\nvalue_count {\n  min: 1\n  max: 1\n}"), Write(s_plain, nulls: 1));

    [Fact]
    public void Write_ListOfOneLength_HasADimension() =>
        Assert.Equal(
            Feature("type: FLOAT\npresence {\n  min_fraction: 1\n}\nshape {\n  dim {\n    size: 256\n  }\n}\nfloat_domain {\n  disallow_nan: true\n  disallow_inf: true\n}"),
            Write(s_plain with { Kind = FeatureKind.Float, IsList = true, Type = "list<float>", Checks = new() { Length = 256, Finite = true } }));

    [Fact]
    public void Write_ListOfAnyLength_HasTheLengthsThatItsRulesAllow()
    {
        Assert.Equal(Feature("type: BYTES"), Write(s_plain with { Kind = FeatureKind.Bytes, IsList = true, Type = "list<utf8>" }));
        Assert.Equal(
            Feature("type: BYTES\nvalue_count {\n  min: 1\n  max: 50\n}"),
            Write(s_plain with { Kind = FeatureKind.Bytes, IsList = true, Type = "list<utf8>", EmptyIsMissing = true, Checks = new() { MaxLength = 50 } }));
    }

    [Fact]
    public void Write_Checks_BecomeDomains()
    {
        const string Scalar = "presence {\n  min_fraction: 1\n}\nshape {\n}\n";
        Assert.Equal(Feature($"type: INT\n{Scalar}int_domain {{\n  min: -3\n}}"), Write(s_plain with { Checks = new() { Min = "-3" } }));
        Assert.Equal(Feature($"type: INT\n{Scalar}int_domain {{\n  min: 2\n  max: 10\n  is_categorical: true\n}}"), Write(s_plain with { Checks = new() { OneOf = ["10", "2"] } }));
        Assert.Equal(Feature($"type: INT\n{Scalar}int_domain {{\n  min: 0\n  max: 1\n}}"), Write(s_plain with { Type = "bool" }));
        Assert.Equal(
            Feature($"type: FLOAT\n{Scalar}float_domain {{\n  min: 0.5\n  max: 1E+20\n}}"),
            Write(s_plain with { Kind = FeatureKind.Float, Type = "float", Checks = new() { Min = "0.5", Max = "1e20" } }));
        Assert.Equal(
            Feature($"type: BYTES\n{Scalar}string_domain {{\n  value: \"a\"\n  value: \"\\303\\244\\042\\134 \\012\"\n}}"),
            Write(s_plain with { Kind = FeatureKind.Bytes, Type = "utf8", Checks = new() { OneOf = ["a", "ä\"\\ \n"] } }));
    }

    [Fact]
    public void Write_NameThatWouldEndTheText_IsEscaped() =>
        Assert.Contains("\n  name: \"\\042}\\012feature { name: \\047y\\047\"\n", Write(s_plain with { Feature = "\"}\nfeature { name: 'y'" }), StringComparison.Ordinal);

    [Fact]
    public void Write_SequenceExample_HasItsListsBelowSequence()
    {
        FeatureMapping[] features = [
            s_plain with { Feature = "id", Place = FeaturePlace.Context },
            s_plain with { Feature = "tags", IsList = true, Type = "list<int64>", Place = FeaturePlace.Steps, Checks = new() { Min = "0", Max = "8" } }];
        Assert.Equal(
            """
            feature {
              name: "id"
              type: INT
              presence {
                min_fraction: 1
              }
              shape {
              }
            }
            feature {
              name: "##SEQUENCE##"
              type: STRUCT
              struct_domain {
                feature {
                  name: "tags"
                  type: INT
                  int_domain {
                    min: 0
                    max: 8
                  }
                }
              }
            }
            represent_variable_length_as_ragged: true

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(SchemaText.Write(FeatureSpec.Of(RecordType.SequenceExample, features, [0, 0], [], Codec.None), features)));
    }
}

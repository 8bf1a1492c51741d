using Google.Protobuf;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Checks;

/// <summary>Holds Examples against the features that the model's graph parses.</summary>
sealed class ExampleCheck(ExampleSpec spec)
{
    /// <summary>What is wrong with serialized Examples.</summary>
    public IEnumerable<WarmupFault> Serialized(IEnumerable<ByteString> examples)
    {
        foreach (var (i, bytes) in examples.Index())
        {
            if (Parse(bytes) is not { } example)
                yield return new(null, $"string {i} is no serialized Example, which the model parses", "send Examples");
            else if (Fault(i, example, null) is { } fault)
                yield return fault;
        }
    }

    /// <summary>What is wrong with Examples; those of the context are merged into each.</summary>
    public IEnumerable<WarmupFault> Parsed(IEnumerable<Example> examples, Example? context) =>
        examples.Select((example, i) => Fault(i, example, context)).OfType<WarmupFault>();

    WarmupFault? Fault(int index, Example example, Example? context)
    {
        foreach (var (name, wanted) in spec.Features.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var feature = Find(example, name) ?? Find(context, name);
            var where = $"Example {index}, feature '{name}'";
            if (feature is null && wanted.Required)
                return new(null, $"{where} is missing", "the model's parser has no default for it; send a value");
            if (feature is null)
                continue;
            var (kind, count) = KindOf(feature);
            if (kind != wanted.Kind)
                return new(null, $"{where} is {Name(kind)}", $"the model parses {Name(wanted.Kind)}");
            if (wanted.Width is { } width && count != width)
                return new(null, $"{where} has {count} values", $"the model parses exactly {width}; leave the feature out where there is no value");
        }
        return null;
    }

    // A feature without a kind is a missing one.
    static Feature? Find(Example? example, string name) =>
        example?.Features?.Feature.GetValueOrDefault(name) is { } feature && feature.KindCase != Feature.KindOneofCase.None ? feature : null;

    static (FeatureKind Kind, int Count) KindOf(Feature feature) => feature.KindCase switch
    {
        Feature.KindOneofCase.Int64List => (FeatureKind.Int64, feature.Int64List.Value.Count),
        Feature.KindOneofCase.FloatList => (FeatureKind.Float, feature.FloatList.Value.Count),
        _ => (FeatureKind.Bytes, feature.BytesList.Value.Count),
    };

    static string Name(FeatureKind kind) => kind switch
    {
        FeatureKind.Int64 => "int64_list",
        FeatureKind.Float => "float_list",
        _ => "bytes_list",
    };

    static Example? Parse(ByteString bytes)
    {
        try
        {
            return Example.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}

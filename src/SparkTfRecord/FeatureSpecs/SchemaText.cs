using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Examples.Arrays;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>Writes <c>_schema.pbtxt</c>: the same as the feature spec as a tensorflow_metadata Schema, which TFX and TensorFlow Data Validation read and hold later data against.</summary>
/// <remarks>
/// It states the job's rules, not what happens to be in the data: domains come from <c>min</c>, <c>max</c>, <c>finite</c> and <c>oneOf</c>. Features that are not in every record, or not of
/// one length, have no shape, and are read as RaggedTensors; those of a SequenceExample's feature lists stand below <c>##SEQUENCE##</c>, as tfx_bsl names them.
/// </remarks>
static class SchemaText
{
    /// <summary>The file's name.</summary>
    public const string FileName = "_schema.pbtxt";

    /// <summary>The file of a data set.</summary>
    /// <param name="spec">Its feature spec.</param>
    /// <param name="features">The plan's features.</param>
    public static byte[] Write(FeatureSpec spec, IReadOnlyList<FeatureMapping> features)
    {
        var schema = new TextMessage();
        var mappings = features.ToDictionary(f => f.Feature);
        foreach (var feature in spec.Features.Where(f => f.Part != SequencePart.Sequence))
            schema.Add("feature", m => Feature(m, feature, mappings[feature.Name]));
        if (spec.Features.Where(f => f.Part == SequencePart.Sequence).ToList() is { Count: > 0 } steps)
        {
            schema.Add("feature", m => m.AddText("name", "##SEQUENCE##").Add("type", "STRUCT").Add("struct_domain", domain =>
            {
                foreach (var step in steps)
                    domain.Add("feature", s => Domain(NameAndType(s, mappings[step.Name]), mappings[step.Name]));
            }));
        }
        schema.Add("represent_variable_length_as_ragged", "true");
        return Encoding.UTF8.GetBytes(schema.ToString());
    }

    static TextMessage NameAndType(TextMessage to, FeatureMapping mapping) =>
        to.AddText("name", mapping.Feature).Add("type", mapping.Kind switch { FeatureKind.Int64 => "INT", FeatureKind.Float => "FLOAT", _ => "BYTES" });

    static void Feature(TextMessage to, ParsedFeature feature, FeatureMapping mapping)
    {
        NameAndType(to, mapping);
        if (feature.Shape is { } shape)
        {
            to.Add("presence", p => p.Add("min_fraction", 1));
            to.Add("shape", s =>
            {
                foreach (var size in shape)
                    s.Add("dim", d => d.Add("size", size));
            });
        }
        else if (Counts(mapping) is (var min, var max) && (min ?? max) is not null)
        {
            to.Add("value_count", c => c.Add("min", min).Add("max", max));
        }
        Domain(to, mapping);
    }

    // Of records that have the feature.
    static (int? Min, int? Max) Counts(FeatureMapping mapping)
    {
        if (!mapping.IsList)
            return (1, 1);
        var length = ParsedFeature.LengthOf(mapping);
        return (length ?? (mapping.EmptyIsMissing ? 1 : null), length ?? mapping.Checks?.MaxLength);
    }

    static void Domain(TextMessage to, FeatureMapping mapping)
    {
        var checks = mapping.Checks ?? new();
        switch (mapping.Kind)
        {
            case FeatureKind.Int64 when mapping is { Part: FeaturePart.Missing } or { Part: FeaturePart.Values, Type: "bool" }:
                to.Add("int_domain", d => d.Add("min", 0).Add("max", 1));
                break;
            case FeatureKind.Int64 when checks.OneOf.Count > 0:
                var numbers = checks.OneOf.Select(ValueText.Int64).ToList();
                to.Add("int_domain", d => d.Add("min", numbers.Min()).Add("max", numbers.Max()).Add("is_categorical", "true"));
                break;
            case FeatureKind.Int64 when (checks.Min ?? checks.Max) is not null:
                to.Add("int_domain", d => d.Add("min", checks.Min is { } min ? ValueText.Int64(min) : null).Add("max", checks.Max is { } max ? ValueText.Int64(max) : null));
                break;
            case FeatureKind.Float when (checks.Min ?? checks.Max) is not null || checks.Finite:
                to.Add("float_domain", d => d.Add("min", checks.Min is { } min ? ValueText.Float(min) : null).Add("max", checks.Max is { } max ? ValueText.Float(max) : null)
                    .Add("disallow_nan", checks.Finite ? "true" : null).Add("disallow_inf", checks.Finite ? "true" : null));
                break;
            case FeatureKind.Bytes when checks.OneOf.Count > 0:
                to.Add("string_domain", d =>
                {
                    foreach (var value in checks.OneOf)
                        d.AddText("value", value);
                });
                break;
        }
    }
}

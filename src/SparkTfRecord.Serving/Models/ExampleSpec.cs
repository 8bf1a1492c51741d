using System.Text;
using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Protos;

namespace SparkTfRecord.Serving.Models;

/// <summary>The features that a model's graph parses out of serialized Examples.</summary>
/// <param name="Features">The features by name.</param>
sealed record ExampleSpec(IReadOnlyDictionary<string, ExampleFeature> Features)
{
    /// <summary>The one spec that a graph parses with; null when it has none, or several that differ.</summary>
    /// <remarks>Which of several belongs to which signature would need a walk through all functions of the graph.</remarks>
    public static ExampleSpec? Find(GraphDef? graph)
    {
        if (graph is null)
            return null;
        var bodies = (graph.Library?.Function.Select(f => f.NodeDef) ?? []).Prepend(graph.Node);
        var specs = bodies.SelectMany(nodes => nodes.Where(IsParser).Select(parser => new ParserNode(parser, nodes).Features())).ToList();
        return specs.Count > 0 && specs.TrueForAll(s => s is not null && Same(s, specs[0]!)) ? new(specs[0]!) : null;
    }

    static bool IsParser(NodeDef node) => node.Op is "ParseExample" or "ParseExampleV2";

    static bool Same(Dictionary<string, ExampleFeature> a, Dictionary<string, ExampleFeature> b) =>
        a.Count == b.Count && a.All(f => b.TryGetValue(f.Key, out var other) && other == f.Value);

    /// <summary>A node that parses, among the nodes that its inputs name.</summary>
    sealed class ParserNode(NodeDef parser, IEnumerable<NodeDef> nodes)
    {
        readonly Dictionary<string, NodeDef> _nodes = nodes.DistinctBy(n => n.Name).ToDictionary(n => n.Name);

        /// <summary>The features; null where the names are not constants, or the node has not what such a node has.</summary>
        public Dictionary<string, ExampleFeature>? Features()
        {
            // ParseExampleV2: serialized, names, sparse_keys, dense_keys, ragged_keys, defaults…; ParseExample: serialized, names, a node a key.
            var features = new Dictionary<string, ExampleFeature>();
            var single = parser.Op == "ParseExample";
            var (sparse, dense) = single ? (Number("Nsparse"), Number("Ndense")) : (1, 1);
            var (sparseKeys, denseKeys) = (Keys(2, sparse), Keys(2 + sparse, dense));
            var raggedKeys = single ? [] : Keys(4, 1);
            if (sparseKeys is null || denseKeys is null || raggedKeys is null)
                return null;
            foreach (var (key, type) in sparseKeys.Zip(Types("sparse_types")).Concat(raggedKeys.Zip(Types("ragged_value_types"))))
                features[key] = new(type, null, false);
            var defaults = single ? 2 + sparse + dense : 5;
            var shapes = Attribute("dense_shapes")?.List?.Shape ?? [];
            if (denseKeys.Count > shapes.Count || denseKeys.Count > parser.Input.Count - defaults)
                return null;
            foreach (var (i, (key, type)) in denseKeys.Zip(Types("Tdense")).Index())
                features[key] = new(type, Width(shapes[i]), !HasDefault(defaults + i));
            return features;
        }

        AttrValue? Attribute(string name) => parser.Attr.TryGetValue(name, out var value) ? value : null;

        int Number(string attribute) => (int)Math.Clamp(Attribute(attribute)?.I ?? 0, 0, parser.Input.Count);

        IEnumerable<FeatureKind> Types(string attribute) => Attribute(attribute)?.List?.Type.Select(t => t switch
        {
            DataType.DtInt64 => FeatureKind.Int64,
            DataType.DtFloat => FeatureKind.Float,
            _ => FeatureKind.Bytes,
        }) ?? [];

        List<string>? Keys(int first, int count)
        {
            var keys = new List<string>();
            foreach (var input in parser.Input.Skip(first).Take(count))
            {
                if (Constant(input) is not { } constant)
                    return null;
                keys.AddRange(constant.StringVal.Select(k => Encoding.UTF8.GetString(k.Span)));
            }
            return keys;
        }

        // A feature without a default has an empty tensor in its place; a default may come through a Reshape.
        bool HasDefault(int input) => Constant(parser.Input[input]) is not { } constant || constant.TensorShape.Dim.All(d => d.Size != 0);

        // Inputs are called node or node:1, in functions node:output:0.
        TensorProto? Constant(string input) =>
            _nodes.GetValueOrDefault(input.Split(':')[0]) is { Op: "Const" } node && node.Attr.TryGetValue("value", out var value) ? value.Tensor : null;

        // A first dimension of -1 is FixedLenSequenceFeature: any number, and may be missing.
        static int? Width(TensorShapeProto shape) => shape.Dim.Any(d => d.Size < 0) ? null : (int)shape.Dim.Aggregate(1L, (product, d) => product * d.Size);
    }
}

/// <summary>One feature that a graph parses.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Width">Values that an Example must hold when it has the feature; null: any number.</param>
/// <param name="Required">Whether an Example must have it.</param>
readonly record struct ExampleFeature(FeatureKind Kind, int? Width, bool Required);

using Google.Protobuf;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Models;

/// <summary>What a SavedModel says about how it is called.</summary>
/// <param name="Signatures">The signatures that can be served, in the order of their names.</param>
/// <param name="ExampleSpec">The features that the model parses out of serialized Examples; null where the graph has no parser, or several.</param>
sealed record SavedModelFile(IReadOnlyList<ModelSignature> Signatures, ExampleSpec? ExampleSpec)
{
    /// <summary>The name of the file in a model version's directory.</summary>
    public const string FileName = "saved_model.pb";

    // The meta graph that TensorFlow Serving loads.
    const string ServeTag = "serve";

    // Signatures of TensorFlow's own, for its loader: __saved_model_init_op, __saved_model_train_op.
    const string OwnPrefix = "__saved_model_";

    /// <summary>Reads a saved_model.pb.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not a model to serve.</exception>
    public static SavedModelFile Read(string path)
    {
        var model = Parse(path);
        var graphs = model.MetaGraphs.Where(g => g.MetaInfoDef?.Tags is [ServeTag]).ToList();
        if (graphs is not [var graph])
            throw new InvalidDataException(Problem.NotToServe(path, model.MetaGraphs.Select(g => g.MetaInfoDef?.Tags.ToList() ?? [])));
        var signatures = graph.SignatureDef.Where(s => !s.Key.StartsWith(OwnPrefix, StringComparison.Ordinal)).Select(s => Signature(s.Key, s.Value));
        return new([.. signatures.OrderBy(s => s.Name, StringComparer.Ordinal)], ExampleSpec.Find(graph.GraphDef));
    }

    static SavedModel Parse(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return SavedModel.Parser.WithDiscardUnknownFields(true).ParseFrom(file);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException(Problem.Unreadable(path, e.Message), e);
        }
    }

    static ModelSignature Signature(string name, SignatureDef signature) => new(
        name,
        signature.MethodName,
        [.. signature.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => new ModelInput(
            i.Key,
            i.Value.Dtype,
            TensorShape.Of(i.Value.TensorShape),
            signature.Defaults.ContainsKey(i.Key),
            i.Value.EncodingCase == TensorInfo.EncodingOneofCase.Name ? i.Value.Name : null))],
        [.. signature.Outputs.Keys.Order(StringComparer.Ordinal)]);

    static class Problem
    {
        public static string Unreadable(string path, string reason) =>
            $"{path}: not a SavedModel, or a damaged one: {reason}; export the model again";

        public static string NotToServe(string path, IEnumerable<IReadOnlyList<string>> tags) =>
            $"{path}: expected one graph with the tag '{ServeTag}', found {string.Join(" and ", tags.Select(t => $"[{string.Join(", ", t)}]").DefaultIfEmpty("none"))}; "
            + "export the model with that tag, as tf.saved_model.save does";
    }
}

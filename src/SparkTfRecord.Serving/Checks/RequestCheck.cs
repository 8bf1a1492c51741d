using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Requests;

namespace SparkTfRecord.Serving.Checks;

/// <summary>Holds single requests against a model's signatures.</summary>
sealed class RequestCheck(SavedModelFile model, BatchingParameters batching)
{
    readonly ExampleCheck? _examples = model.ExampleSpec is { } spec ? new(spec) : null;

    /// <summary>What is wrong with a predict request.</summary>
    public IEnumerable<WarmupFault> Predict(PredictRequest request)
    {
        if (Find(request.ModelSpec, out var unknown) is not { } signature)
            return [unknown!];
        var faults = new List<WarmupFault>();
        var missing = signature.Inputs.Where(i => !i.HasDefault && !request.Inputs.ContainsKey(i.Name)).Select(i => i.Name).ToList();
        var extra = request.Inputs.Keys.Except(signature.Inputs.Select(i => i.Name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count + extra.Count > 0)
            faults.Add(InputNames(signature, missing, extra));
        foreach (var input in signature.Inputs.Where(i => request.Inputs.ContainsKey(i.Name)))
        {
            var tensor = request.Inputs[input.Name];
            faults.AddRange(TensorCheck.Run(input, tensor));
            if (signature.IsExamples(input))
                faults.AddRange(_examples?.Serialized(tensor.StringVal) ?? []);
        }
        faults.AddRange(Batch(Rows(request, signature)));
        faults.AddRange(Filter(request, signature));
        return faults;
    }

    /// <summary>What is wrong with a classify or regress request.</summary>
    public IEnumerable<WarmupFault> Examples(ModelSpec? spec, Input? input) =>
        Find(spec, out var unknown) is not { } signature ? [unknown!]
        : TakesExamples(signature) is { } fault ? [fault]
        : Input(input);

    /// <summary>What is wrong with a multi-inference request.</summary>
    public IEnumerable<WarmupFault> MultiInference(MultiInferenceRequest request)
    {
        var names = request.Tasks.Select(t => t.ModelSpec?.Name ?? "").Distinct().ToList();
        if (names.Count == 0)
            yield return new(null, "multi-inference without a task", "name the signatures to call");
        else if (names.Contains(""))
            yield return new(null, "multi-inference: a task has no model name", "give every task the model's name");
        else if (names.Count > 1)
            yield return new(null, $"multi-inference: the tasks name several models, {WarmupProblem.List(names)}", "name one model in all of them");
        foreach (var twice in request.Tasks.GroupBy(t => NameOf(t.ModelSpec)).Where(g => g.Count() > 1))
            yield return new(null, $"multi-inference: signature '{twice.Key}' comes twice", "call each signature once");
        foreach (var task in request.Tasks)
        {
            if (task.MethodName is not (ModelSignature.Classify or ModelSignature.Regress))
                yield return new(null, $"multi-inference: method '{task.MethodName}' is neither {ModelSignature.Classify} nor {ModelSignature.Regress}", "use one of them, or a predict request");
            if (Find(task.ModelSpec, out var unknown) is not { } signature)
                yield return unknown!;
            else if (TakesExamples(signature) is { } fault)
                yield return fault;
        }
        foreach (var fault in Input(request.Input))
            yield return fault;
    }

    IEnumerable<WarmupFault> Input(Input? input)
    {
        var examples = input?.ExampleListWithContext?.Examples ?? input?.ExampleList?.Examples;
        if (examples is null or [])
            return [new(null, "the input is empty, there is no Example in it", "send at least one")];
        return Batch(examples.Count).Concat(_examples?.Parsed(examples, input!.ExampleListWithContext?.Context) ?? []);
    }

    static long Rows(PredictRequest request, ModelSignature signature) => signature.Inputs
        .Where(i => i.Shape.IsBatched && request.Inputs.ContainsKey(i.Name))
        .Select(i => request.Inputs[i.Name].TensorShape?.Dim.FirstOrDefault()?.Size ?? 0)
        .DefaultIfEmpty()
        .Max();

    IEnumerable<WarmupFault> Batch(long rows) => rows > batching.MaxSize
        ? [new(null, $"{rows} rows are more than the {batching.MaxSize} that '{batching.Path}' lets a batch hold", "send smaller batches")]
        : [];

    ModelSignature? Find(ModelSpec? spec, out WarmupFault? unknown)
    {
        var name = NameOf(spec);
        var found = model.Signatures.FirstOrDefault(s => s.Name == name);
        unknown = found is not null ? null : new(null,
            $"the model has no signature '{name}'", $"call one of {WarmupProblem.List([.. model.Signatures.Select(s => s.Name)])}");
        return found;
    }

    static string NameOf(ModelSpec? spec) => spec?.SignatureName is { Length: > 0 } name ? name : ModelSignature.Default;

    static WarmupFault? TakesExamples(ModelSignature signature) => signature.Inputs is [{ Name: "inputs", Dtype: DataType.DtString }]
        ? null
        : new(null, $"signature '{signature.Name}' takes {string.Join(", ", signature.Inputs)}, and Examples need one input 'inputs' of strings", "send a predict request");

    static WarmupFault InputNames(ModelSignature signature, List<string> missing, List<string> extra) => new(
        null,
        string.Join(" and ", new[]
        {
            missing.Count > 0 ? $"no value for {WarmupProblem.List(missing)}" : null,
            extra.Count > 0 ? $"no input is called {WarmupProblem.List(extra)}" : null,
        }.OfType<string>()),
        $"signature '{signature.Name}' takes {string.Join(", ", signature.Inputs)}"
            + (extra.Exists(e => e.Contains(':', StringComparison.Ordinal)) ? "; use the input's name, not the tensor's" : ""));

    static IEnumerable<WarmupFault> Filter(PredictRequest request, ModelSignature signature)
    {
        var unknown = request.OutputFilter.Except(signature.Outputs).ToList();
        if (unknown.Count > 0)
            yield return new(null, $"output_filter names {WarmupProblem.List(unknown)}", $"the outputs are {WarmupProblem.List(signature.Outputs)}; better send no filter");
        if (request.OutputFilter.GroupBy(o => o).FirstOrDefault(g => g.Count() > 1) is { } twice)
            yield return new(null, $"output_filter names '{twice.Key}' twice", "name it once; better send no filter");
    }
}

using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Decides which requests a job's warm-up section makes of a table, before any row is read.</summary>
sealed class RequestPlan
{
    /// <summary>TensorFlow Serving fails to load a model whose warm-up file has more records.</summary>
    public const int MaxRequests = 1000;

    readonly WarmupOptions _options;
    readonly IReadOnlyList<RowField> _fields;
    readonly HashSet<string> _dropped;
    readonly List<IRequestMaker> _makers = [];
    readonly List<string> _problems = [];
    readonly List<string> _warnings = [];

    /// <summary>Plans the requests.</summary>
    /// <param name="options">The job's warm-up section.</param>
    /// <param name="fields">What inputs can be made of.</param>
    /// <exception cref="InvalidDataException">The model cannot be read.</exception>
    public RequestPlan(WarmupOptions options, IReadOnlyList<RowField> fields)
    {
        _options = options;
        _fields = fields;
        _dropped = Mask.Dropped(options, fields, _problems);
        if (options.Model is { } path)
            OfModel(ModelLocation.Find(path));
        else if (options.Inputs.Count > 0)
            OfInputs();
        _problems.AddRange(BatchSizes.Where(size => size < 1).Select(WarmupProblem.BatchSizeWrong));
    }

    /// <summary>What makes the requests; none where neither a model nor inputs say what a request holds.</summary>
    public IReadOnlyList<IRequestMaker> Makers => _makers;

    /// <summary>What is wrong, one line each with the way out.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What the user should know, one line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The numbers of rows that requests hold.</summary>
    public IReadOnlyList<int> BatchSizes { get; private set; } = [];

    void OfModel(ModelLocation location)
    {
        var model = SavedModelFile.Read(location.SavedModel);
        var name = _options.ModelName ?? location.Name;
        var batching = BatchingParameters.Find(location);
        BatchSizes = _options.BatchSizes.Count > 0 ? _options.BatchSizes : batching.AllowedSizes;
        if (batching.MaxSize is { } max && BatchSizes.Any(size => size > max))
            _problems.Add(WarmupProblem.BatchTooLarge(BatchSizes.Max(), max, batching.Path!));

        foreach (var unknown in _options.Inputs.Keys.Where(name => !model.Signatures.Any(s => s.Inputs.Any(i => i.Name == name))).Order(StringComparer.Ordinal))
            _problems.Add(WarmupProblem.InputUnknown(unknown, [.. model.Signatures.SelectMany(s => s.Inputs).Select(i => i.Name).Distinct()]));

        var all = _options.Signature is "" or "all";
        var wanted = all ? model.Signatures : Named(model);
        var left = new List<string>();
        foreach (var signature in wanted)
        {
            var problems = new List<string>();
            var maker = Maker(signature, name, model.ExampleSpec, problems);
            if (problems.Count == 0)
                _makers.Add(maker);
            else
                left.AddRange(problems);
        }
        // Of "all" those are left out that the table cannot feed, unless that is every one.
        (all && _makers.Count > 0 ? _warnings : _problems).AddRange(left);
        if (all)
            AddMultiInference(name, model.ExampleSpec);
    }

    List<ModelSignature> Named(SavedModelFile model)
    {
        var found = new List<ModelSignature>();
        foreach (var name in _options.Signature.Split(',', StringSplitOptions.TrimEntries))
        {
            if (model.Signatures.FirstOrDefault(s => s.Name == name) is { } signature)
                found.Add(signature);
            else
                _problems.Add(WarmupProblem.SignatureUnknown(name, [.. model.Signatures.Select(s => s.Name)]));
        }
        return found;
    }

    IRequestMaker Maker(ModelSignature signature, string name, ExampleSpec? spec, List<string> problems)
    {
        if (signature.TakesExamples)
        {
            CheckExamples(signature, spec, problems);
            return new ExampleRequests(name, [signature], spec);
        }
        var inputs = new InputBinder(_fields, _dropped, _options.Inputs, spec, problems).Bind(signature);
        if (inputs.Any(i => i.Columns.Count == 0))
            CheckExamples(signature, spec, problems);
        return new PredictRequests(new() { Name = name, SignatureName = signature.Name }, inputs, signature.FixedBatch);
    }

    // The graph's own parser would refuse Examples without a required feature or with one of another kind.
    void CheckExamples(ModelSignature signature, ExampleSpec? spec, List<string> problems)
    {
        if (spec is null)
            return;
        foreach (var (name, wanted) in spec.Features.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var field = _fields.FirstOrDefault(f => f.Name == name && f.Feature is not null && !_dropped.Contains(name));
            if (field is null && wanted.Required)
                problems.Add(WarmupProblem.FeatureMissing(signature, name, wanted.Kind));
            else if (field is not null && field.Feature != wanted.Kind)
                problems.Add(WarmupProblem.FeatureKindDiffers(signature, name, field.Feature!.Value, wanted.Kind));
        }
    }

    // One call for a classification and a regression that read the same tensor.
    void AddMultiInference(string name, ExampleSpec? spec)
    {
        var signatures = _makers.OfType<ExampleRequests>().SelectMany(m => m.Signatures).Where(s => s.Name != ModelSignature.Default).ToList();
        var classify = signatures.FirstOrDefault(s => s.Method == ModelSignature.Classify);
        var regress = signatures.FirstOrDefault(s => s.Method == ModelSignature.Regress && s.Inputs[0].Tensor == classify?.Inputs[0].Tensor);
        if (classify is not null && regress is not null && name.Length > 0)
            _makers.Add(new ExampleRequests(name, [classify, regress], spec));
    }

    /// <summary>The signature as the job declares it, where there is no model to ask.</summary>
    void OfInputs()
    {
        BatchSizes = _options.BatchSizes;
        var inputs = new List<ModelInput>();
        foreach (var (name, wish) in _options.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            if (Dtype.TryParse(wish.Dtype ?? "float32", out var dtype))
                inputs.Add(new(name, dtype, new(wish.Shape.Count == 0 ? null : [.. wish.Shape]), false, name));
            else
                _problems.Add(WarmupProblem.DtypeUnknown($"input '{name}'", wish.Dtype!));
        }
        var signatureName = _options.Signature == "all" ? "" : _options.Signature;
        var signature = new ModelSignature(signatureName is "" ? ModelSignature.Default : signatureName, ModelSignature.Predict, inputs, []);
        var bindings = new InputBinder(_fields, _dropped, _options.Inputs, null, _problems).Bind(signature);
        _makers.Add(new PredictRequests(new() { Name = _options.ModelName ?? "", SignatureName = signatureName }, bindings, signature.FixedBatch));
    }
}

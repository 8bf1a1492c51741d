using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Requests;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Serving;

/// <summary>Makes warm-up files from the rows of a conversion.</summary>
sealed class WarmupWriter : IWarmupWriter
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Check(WarmupOptions options, IReadOnlyList<TableColumn> columns)
    {
        var problems = new List<string>();
        Bind(options, columns, problems);
        return problems;
    }

    /// <inheritdoc/>
    public WarmupFile Write(WarmupOptions options, ConversionPlan plan, IInputFormat format, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var requests = Bind(options, plan.Columns, problems);
        if (problems.Count > 0)
            throw new PlanException(problems);
        var numbers = options.Rows.Chosen;
        var columns = requests.Inputs.SelectMany(i => i.Columns).Distinct().ToList();
        var features = requests.Inputs.Any(i => i.Columns is []) ? plan.Features : [];
        var rows = new ChosenRows(plan, format, columns, features).Read(numbers, cancellationToken);
        var check = new RowCheck(rows);
        check.Inputs(requests.Inputs);
        var logs = numbers.Select((_, i) => requests.Make(rows, [i])).ToList();
        return new(WarmupRecords.Write(logs), logs.Count, check.Warnings);
    }

    static PredictRequests Bind(WarmupOptions options, IReadOnlyList<TableColumn> columns, List<string> problems)
    {
        var signature = Declared(options, problems);
        var binder = new InputBinder([.. columns.Select(c => (c.Name, ColumnForm.Of(c.Type)))], options.Inputs, problems);
        return new(new() { Name = options.ModelName ?? "", SignatureName = options.Signature }, binder.Bind(signature), signature.FixedBatch);
    }

    /// <summary>The signature as the job declares it, where there is no model to ask.</summary>
    static ModelSignature Declared(WarmupOptions options, List<string> problems)
    {
        if (options.Inputs.Count == 0)
            problems.Add(WarmupProblem.NoInputs());
        var inputs = new List<ModelInput>();
        foreach (var (name, wish) in options.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            if (Dtype.TryParse(wish.Dtype ?? "float32", out var dtype))
                inputs.Add(new(name, dtype, new(wish.Shape.Count == 0 ? null : [.. wish.Shape]), false, name));
            else
                problems.Add(WarmupProblem.DtypeUnknown($"input '{name}'", wish.Dtype!));
        }
        return new(options.Signature is [] ? ModelSignature.Default : options.Signature, ModelSignature.Predict, inputs, []);
    }
}

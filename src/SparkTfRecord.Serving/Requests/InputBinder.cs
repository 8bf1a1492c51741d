using SparkTfRecord.Planning;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>Decides which columns feed which input: those that <c>warmup.inputs</c> names, else the one with the input's name.</summary>
/// <param name="columns">What inputs can be made of.</param>
/// <param name="dropped">Names of columns that <c>warmup.mask</c> leaves out.</param>
/// <param name="wishes">The job's <c>warmup.inputs</c>.</param>
/// <param name="spec">The features of serialized Examples; null: all.</param>
/// <param name="problems">Takes what is wrong, one line each with the way out.</param>
sealed class InputBinder(
    IReadOnlyList<RowField> columns, HashSet<string> dropped, IReadOnlyDictionary<string, WarmupInput> wishes, ExampleSpec? spec, List<string> problems)
{
    /// <summary>Binds the inputs of a signature; those with a default and without a column are left out.</summary>
    public IReadOnlyList<InputBinding> Bind(ModelSignature signature)
    {
        var bindings = new List<InputBinding>();
        var unfed = new List<ModelInput>();
        foreach (var input in signature.Inputs)
        {
            if (Columns(input, signature) is { } names)
                Add(bindings, signature, input, names);
            else if (!input.HasDefault)
                unfed.Add(input);
        }
        if (unfed.Count > 0)
            problems.Add(WarmupProblem.InputsWithoutColumn(signature, unfed, [.. columns.Select(c => c.Name).Except(bindings.SelectMany(b => b.Columns))]));
        return bindings;
    }

    /// <summary>The columns for an input; empty: the whole row as a serialized Example; null: there is none.</summary>
    IReadOnlyList<string>? Columns(ModelInput input, ModelSignature signature)
    {
        if (wishes.TryGetValue(input.Name, out var wish) && wish.Columns.Count > 0)
            return wish.Columns is ["*"] ? [] : wish.Columns;
        if (Find(input.Name) is { } column && !(input.HasDefault && dropped.Contains(column)))
            return [column];
        return signature.IsExamples(input) ? [] : null;
    }

    void Add(List<InputBinding> bindings, ModelSignature signature, ModelInput input, IReadOnlyList<string> names)
    {
        var before = problems.Count;
        var where = $"input '{input.Name}' of signature '{signature.Name}'";
        if (input.Tensor is null)
            problems.Add(WarmupProblem.NotDense(where));
        else if (!Dtype.IsSupported(input.Dtype))
            problems.Add(WarmupProblem.DtypeNotServed(where, input.Dtype));
        CheckWish(where, input);
        var forms = names.Select(name => Form(where, input, name)).OfType<ColumnForm>().ToList();
        if (problems.Count > before)
            return;
        var shape = wishes.GetValueOrDefault(input.Name)?.Shape is { Count: > 0 } wish ? input.Shape.With(wish)
            : input.Shape.Dimensions is not null ? input.Shape
            : new TensorShape(names.Count == 0 || forms is [{ IsList: false }] ? [-1] : [-1, -1]);
        var batched = shape.IsBatched || signature.FixedBatch is not null;
        CheckWidth(where, shape, batched, forms);
        bindings.Add(new(input with { Shape = shape }, batched, [.. names.Select(n => Find(n)!)], spec));
    }

    // What the job says about an input must be what the model says.
    void CheckWish(string where, ModelInput input)
    {
        if (!wishes.TryGetValue(input.Name, out var wish))
            return;
        if (wish.Dtype is { } name && (!Dtype.TryParse(name, out var dtype) || dtype != input.Dtype))
            problems.Add(WarmupProblem.DtypeDiffers(where, name, input.Dtype));
        if (wish.Shape.Count > 0 && !input.Shape.Agrees([.. wish.Shape]))
            problems.Add(WarmupProblem.ShapeDiffers(where, wish.Shape, input.Shape));
    }

    ColumnForm? Form(string where, ModelInput input, string name)
    {
        if (Find(name) is not { } found)
            problems.Add(WarmupProblem.ColumnUnknown(where, name, NearestName.Of(name, columns.Select(c => c.Name))));
        else if (dropped.Contains(found))
            problems.Add(WarmupProblem.ColumnDropped(where, found));
        else if (columns.First(c => c.Name == found).Form is not { } form)
            problems.Add(WarmupProblem.ColumnHasNoForm(where, name));
        else if (!Dtype.Takes(input.Dtype, form.Kind))
            problems.Add(WarmupProblem.KindDiffers(where, name, form.Kind, input.Dtype));
        else
            return form;
        return null;
    }

    // Lists of unknown length are cut or padded; what is known must fit.
    void CheckWidth(string where, TensorShape shape, bool batched, List<ColumnForm> forms)
    {
        var row = shape.Dimensions!.Skip(batched ? 1 : 0).ToList();
        if (row.Count(size => size < 0) is > 1 and var free)
            problems.Add(WarmupProblem.ShapeTooFree(where, shape, free));
        var wanted = row.Aggregate(1L, (product, size) => product * Math.Abs(size));
        if (forms.Count > 0 && !row.Contains(-1) && forms.All(f => f.Width is not null) && forms.Sum(f => f.Width) is var found && found != wanted)
            problems.Add(WarmupProblem.WidthDiffers(where, shape, wanted, forms.Count, found!.Value));
        if (forms.Count > 0 && wanted == 1 && !row.Contains(-1) && forms.Any(f => f is { IsList: true, Width: null }))
            problems.Add(WarmupProblem.ListForScalar(where, shape));
    }

    string? Find(string name) =>
        columns.Any(c => c.Name == name) ? name
        : columns.Where(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(c => c.Name).ToList() is [var only] ? only
        : null;
}

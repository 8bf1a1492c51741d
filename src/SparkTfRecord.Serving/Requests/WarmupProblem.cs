using SparkTfRecord.Examples;
using SparkTfRecord.Serving.Models;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rows;
using SparkTfRecord.Serving.Tensors;

namespace SparkTfRecord.Serving.Requests;

/// <summary>The lines that tell what is wrong with a warm-up section: where, found, expected, way out.</summary>
static class WarmupProblem
{
    public static string InputsWithoutColumn(ModelSignature signature, IEnumerable<ModelInput> inputs, IReadOnlyList<string> columns) =>
        $"warmup: signature '{signature.Name}': no column for {string.Join(", ", inputs)}; "
        + (columns.Count == 0 ? "no column is left" : $"the columns without an input are {List(columns)}")
        + "; name the columns of each input in warmup.inputs";

    public static string NotDense(string where) =>
        $"warmup: {where} is a sparse or composite tensor, which requests cannot hold; choose another signature";

    public static string DtypeNotServed(string where, DataType dtype) =>
        $"warmup: {where}: its type {Dtype.NameOf(dtype)} is none that rows can become; choose another signature";

    public static string DtypeUnknown(string where, string dtype) =>
        $"warmup: {where}: '{dtype}' is no type; use one of {string.Join(", ", Dtype.Names)}";

    public static string DtypeDiffers(string where, string wish, DataType dtype) =>
        $"warmup: {where}: warmup.inputs says {wish}, the model {Dtype.NameOf(dtype)}; leave dtype out, or correct it";

    public static string ShapeDiffers(string where, IEnumerable<int> wish, TensorShape shape) =>
        $"warmup: {where}: warmup.inputs says [{string.Join(", ", wish)}], the model {shape}; leave shape out, or correct it";

    public static string ShapeTooFree(string where, TensorShape shape, int free) =>
        $"warmup: {where}: {free} dimensions of {shape} are free beside the batch, and a row can fill only one; fix the others with shape in warmup.inputs";

    public static string ColumnUnknown(string where, string name, string? nearest) =>
        $"warmup: {where}: there is no column '{name}'" + (nearest is null ? "; 'sparktfrecord plan' lists the columns" : $"; did you mean '{nearest}'?");

    public static string ColumnHasNoForm(string where, string name) =>
        $"warmup: {where}: column '{name}' is of a type that has no place in a tensor; choose another column";

    public static string KindDiffers(string where, string name, FeatureKind kind, DataType dtype) =>
        $"warmup: {where}: column '{name}' holds {Words(kind)}, which {Dtype.NameOf(dtype)} cannot hold; choose another column or cast it upstream";

    public static string WidthDiffers(string where, TensorShape shape, long wanted, int columns, int found) =>
        $"warmup: {where}: {shape} takes {wanted} values a row, {(columns == 1 ? "the column gives" : $"the {columns} columns give")} {found}; correct columns or shape in warmup.inputs";

    public static string ListForScalar(string where, TensorShape shape) =>
        $"warmup: {where}: {shape} takes one value a row, the column holds lists; choose another column";

    public static string SignatureUnknown(string name, IReadOnlyList<string> signatures) =>
        $"warmup: the model has no signature '{name}'; it has {List(signatures)}";

    public static string InputUnknown(string name, IReadOnlyList<string> inputs) =>
        $"warmup.inputs: the model has no input '{name}'; its inputs are {List(inputs)}";

    public static string FeatureMissing(ModelSignature signature, string feature, FeatureKind kind) =>
        $"warmup: signature '{signature.Name}' parses Examples and needs the feature '{feature}' ({Words(kind)}), which the table has not; name its column in features, or choose another signature";

    public static string FeatureKindDiffers(ModelSignature signature, string feature, FeatureKind found, FeatureKind wanted) =>
        $"warmup: signature '{signature.Name}' parses the feature '{feature}' as {Words(wanted)}, the table's is {Words(found)}; cast it upstream, or choose another signature";

    public static string MaskUnknown(string name, string? nearest) =>
        $"warmup.mask: there is no column '{name}'" + (nearest is null ? "; 'sparktfrecord plan' lists the columns" : $"; did you mean '{nearest}'?");

    public static string ColumnDropped(string where, string name) =>
        $"warmup: {where} needs column '{name}', which warmup.mask drops; mask it otherwise";

    public static string HashOfNumbers(string column) =>
        $"warmup.mask: column '{column}' holds numbers, and hash makes strings; use redraw, shuffle or constant";

    public static string BatchSizeWrong(int size) =>
        $"warmup.batchSizes: a request holds at least one row, not {size}";

    public static string BatchTooLarge(int size, int max, string path) =>
        $"warmup.batchSizes: {size} rows are more than the {max} that '{path}' lets a batch hold; ask for smaller ones";

    public static string TooManyRequests(int count, int signatures, int sizes, int rows) =>
        $"warmup: {count} requests ({signatures} calls, {Math.Max(sizes, 1)} batch sizes, {rows} rows), and TensorFlow Serving fails to load a model with more than {RequestPlan.MaxRequests}; "
        + "take fewer rows, batch sizes or signatures";

    public static string ManyRequests(int count) =>
        $"warm-up: {count} requests; each is run before the model is available, so loading takes longer";

    public static string RowUnknown(long row, long rows) =>
        $"warmup.rows: there is no row {row}; the input has {rows} rows, counted from 0";

    public static string RowsLeftOut(int rows, string first) =>
        $"warm-up: {rows} sampled rows are left out; the first: {first}";

    /// <summary>The line about values that nothing hides; none when there are no such values.</summary>
    public static IEnumerable<string> InClear(WarmupOptions options, IEnumerable<RowField> fields)
    {
        var clear = fields.Where(f => Mask.Of(options, f) is null).Select(f => f.Name).ToList();
        if (clear.Count > 0)
            yield return $"warm-up: the values of {List(clear)} are in clear; hide those that must not lie beside a model with warmup.mask";
    }

    public static string ValueDoesNotFit(long row, string column, string? value, ModelInput input) =>
        $"row {row}, column '{column}': {value ?? "the value"} does not fit input {input}; choose other rows with warmup.rows";

    public static string NullsSent(int nulls, RowColumn column, ModelInput input) =>
        $"warm-up: {nulls} of {column.Cells.Count} rows have no value in column '{column.Field.Name}'; "
        + $"input '{input.Name}' gets {(column.Form.IsList ? "padding" : input.Dtype == DataType.DtString ? "an empty string" : "0")} there";

    public static string ListsCut(int rows, ModelInput input, long width) =>
        $"warm-up: {rows} rows hold more than the {width} values of input {input}; they are cut";

    public static string ListsPadded(int rows, ModelInput input, long width) =>
        $"warm-up: {rows} rows hold fewer than the {width} values of input {input}; they are padded with {(input.Dtype == DataType.DtString ? "empty strings" : "zeros")}";

    /// <summary>Names, not more than can be read.</summary>
    public static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(20).Select(n => $"'{n}'")) + (names.Count > 20 ? $" and {names.Count - 20} more" : "");

    static string Words(FeatureKind kind) => kind switch
    {
        FeatureKind.Int64 => "whole numbers",
        FeatureKind.Float => "floating point numbers",
        _ => "strings",
    };
}

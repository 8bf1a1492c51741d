using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkTfRecord.Serving.Models;

/// <summary>What a model's <c>assets.extra/batching_params*</c> says about the batches that the server makes.</summary>
/// <param name="Path">The file; null without one.</param>
/// <param name="AllowedSizes">The sizes that the server pads batches to; empty: any.</param>
/// <param name="MaxSize">The largest batch that it takes; null: not said.</param>
sealed partial record BatchingParameters(string? Path, IReadOnlyList<int> AllowedSizes, int? MaxSize)
{
    /// <summary>Looks beside a model.</summary>
    public static BatchingParameters Find(ModelLocation location)
    {
        if (location.Extra is not { } extra || !Directory.Exists(extra)
            || Directory.EnumerateFiles(extra, "batching_params*").Order(StringComparer.Ordinal).FirstOrDefault() is not { } path)
            return new(null, [], null);
        var text = Comment().Replace(File.ReadAllText(path), "");
        var sizes = Allowed().Matches(text).SelectMany(m => Number().Matches(m.Groups[1].Value)).Select(Value).Distinct();
        return new(path, [.. sizes], Max().Match(text) is { Success: true } max ? Value(Number().Match(max.Groups[1].Value)) : null);
    }

    static int Value(Match number) => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture);

    // Protobuf's text format: "allowed_batch_sizes: 8" again and again, or one list in brackets; "max_batch_size { value: 128 }".
    [GeneratedRegex(@"#[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"allowed_batch_sizes\s*:\s*(\[[^\]]*\]|[0-9]+)")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"max_batch_size\s*:?\s*(\{[^}]*\})")]
    private static partial Regex Max();

    [GeneratedRegex("[0-9]{1,9}")]
    private static partial Regex Number();
}

using System.Globalization;

namespace SparkTfRecord.Planning;

/// <summary>The Hive partition columns of all input files: their names, and their types decided over all values.</summary>
sealed class PartitionColumns
{
    PartitionColumns(IReadOnlyList<string> names, IReadOnlyList<ListedFile> files)
    {
        Names = names;
        Types = [.. names.Select((_, i) => TypeOf(files.Select(f => f.Keys[i].Value)))];
        Nullable = [.. names.Select((_, i) => files.Any(f => f.Keys[i].Value is null))];
    }

    /// <summary>Their names in the order of the path.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Their types in the same order.</summary>
    public IReadOnlyList<PartitionType> Types { get; }

    /// <summary>Whether some folder gives null, in the same order.</summary>
    public IReadOnlyList<bool> Nullable { get; }

    /// <summary>Decides names and types; files whose folders have different keys are a problem.</summary>
    public static PartitionColumns Decide(IReadOnlyList<ListedFile> files, List<string> problems)
    {
        var names = files.Count == 0 ? [] : files[0].Keys.Select(k => k.Column).ToArray();
        if (names.Distinct().Count() < names.Length)
            problems.Add(Problem.PartitionColumnTwice(files[0].Path, names));
        if (files.FirstOrDefault(f => !f.Keys.Select(k => k.Column).SequenceEqual(names)) is { } other)
        {
            problems.Add(Problem.PartitionColumnsDiffer(files[0], other));
            return new([], files);
        }
        return new(names, files);
    }

    /// <summary>A file's values; it must be one of those that the columns were decided over.</summary>
    public IReadOnlyList<PartitionValue> ValuesOf(ListedFile file) =>
        [.. Names.Select((name, i) => new PartitionValue(name, Types[i], file.Keys[i].Value))];

    /// <summary>Whether a text is a day that exists, written yyyy-MM-dd.</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // Nulls do not count; without any value the column is a string, as in Spark.
    static PartitionType TypeOf(IEnumerable<string?> values)
    {
        var (any, int64, date) = (false, true, true);
        foreach (var value in values)
        {
            if (value is null)
                continue;
            any = true;
            int64 = int64 && IsInt64(value);
            date = date && IsDate(value);
        }
        return any && int64 ? PartitionType.Int64 : any && date ? PartitionType.Date : PartitionType.String;
    }

    // What a number does not give back when it is written again, such as 007, +7 or -0, stays a text.
    static bool IsInt64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text;
}

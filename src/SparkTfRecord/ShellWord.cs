namespace SparkTfRecord;

/// <summary>Words of command lines that are printed to be pasted into a shell: paths, addresses and names may hold anything.</summary>
static class ShellWord
{
    /// <summary>The word as a shell reads it back, in single quotes unless it is plain.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=:,@%+".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

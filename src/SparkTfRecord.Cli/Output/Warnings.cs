namespace SparkTfRecord.Cli.Output;

/// <summary>Writes what the user should know and that is no error.</summary>
static class Warnings
{
    /// <summary>One line each.</summary>
    public static void Write(TextWriter writer, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            writer.WriteLine($"warning: {OneLine.Of(warning)}");
    }
}

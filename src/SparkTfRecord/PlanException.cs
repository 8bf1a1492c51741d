namespace SparkTfRecord;

/// <summary>The job cannot be done as asked; nothing was written. All problems at once, one line each with its way out. Exit code 2.</summary>
public sealed class PlanException : Exception
{
    /// <summary>A plan with these problems.</summary>
    internal PlanException(IReadOnlyList<string> problems) : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>A plan with one problem.</summary>
    internal PlanException(string problem) : this([problem]) { }

    /// <summary>One line each: where, found, expected, way out.</summary>
    public IReadOnlyList<string> Problems { get; }
}

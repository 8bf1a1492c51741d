namespace SparkTfRecord.Spark.Gateway;

/// <summary>An exception that was thrown in Java.</summary>
/// <param name="message">Java's message; its class's name when it has none.</param>
/// <param name="javaClass">Full name of its Java class; empty when Py4J itself failed, as for a method that does not exist.</param>
/// <param name="javaTrace">Java's stack trace with all causes.</param>
sealed class JavaException(string message, string javaClass, string javaTrace) : Exception(message)
{
    /// <summary>Full name of its Java class; empty when Py4J itself failed.</summary>
    public string JavaClass { get; } = javaClass;

    /// <summary>
    /// Java's message in one line, after the name of its class unless that is Spark's own or Py4J's: <c>ClassNotFoundException: org.postgresql.Driver</c> says no more in words.
    /// </summary>
    public string Line
    {
        get
        {
            var line = Message.TrimStart().Split('\n')[0].Trim().TrimEnd('.', ';');
            return JavaClass.Length == 0 || JavaClass.StartsWith("org.apache.spark.", StringComparison.Ordinal) || line == JavaClass ? line : $"{JavaClass[(JavaClass.LastIndexOf('.') + 1)..]}: {line}";
        }
    }

    /// <summary>Whether Py4J found no method that the call fits.</summary>
    public bool IsMissingMethod => JavaClass.Length == 0 && Message.EndsWith("does not exist", StringComparison.Ordinal);

    /// <summary>Java's stack trace with all causes.</summary>
    public string JavaTrace { get; } = javaTrace;

    /// <summary>Java's message, both stack traces.</summary>
    public override string ToString() => $"{Message}\n{JavaTrace}\n{base.ToString()}";
}

namespace SparkTfRecord;

/// <summary>A live job holds the output directory: worth another try. Exit code 75.</summary>
public sealed class OutputInUseException : IOException
{
    internal OutputInUseException(string message) : base(message)
    {
    }
}

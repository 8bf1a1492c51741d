using System.Diagnostics.CodeAnalysis;
using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark;

static partial class Throw
{
    [DoesNotReturn]
    public static void UnknownSpark(string version, JavaException cause) => throw new NotSupportedException(
        $"Spark {version} does not take what this program calls there ({cause.Message}); it knows Spark {SparkVersion.Oldest} to {SparkVersion.Newest}.", cause);
}

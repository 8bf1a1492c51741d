using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Session;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.Spark.Session;

/// <summary>What later versions of Spark may do with the calls that this one knows.</summary>
public sealed class MapInArrowTests
{
    const string Udf = "i org.apache.spark.sql.execution.python.UserDefinedPythonFunction";

    [Fact]
    public void Apply_LaterSparkLacksAMethod_NamesTheVersionsThatAreKnown() => Assert.Equal(
        "Spark 9.9.0 does not take what this program calls there (Method pythonMapInArrow([o1]) does not exist); it knows Spark 3.3 to 4.3.",
        Assert.Throws<NotSupportedException>(() => Apply("9.9.0", command =>
            command.Contains("apInArrow", StringComparison.Ordinal) ? $"xsMethod {command.Split(' ')[2]}([o1]) does not exist" : null)).Message);

    [Fact]
    public void Apply_LaterSparkThrows_NamesTheVersionsThatAreKnown() => Assert.Equal(
        "Spark 9.9.0 does not take what this program calls there (argument type mismatch); it knows Spark 3.3 to 4.3.",
        Assert.Throws<NotSupportedException>(() => Apply("9.9.0", Mismatch)).Message);

    [Fact]
    public void Apply_KnownSparkThrows_IsSparksOwnFailure() => Assert.Equal("argument type mismatch", Assert.Throws<JavaException>(() => Apply("4.3.7", Mismatch)).Message);

    static string? Mismatch(string command) => command.StartsWith(Udf, StringComparison.Ordinal) ? "xro9" : null;

    static void Apply(string version, Func<string, string?> fault)
    {
        using var server = new AnsweringGateway(command => fault(command) ?? command.Split(' ') switch
        {
            ["c", _, "version"] => $"s{version}",
            ["c", _, "getParameterCount"] => "i5",
            ["c", "o9", "getMessage"] => "sargument type mismatch",
            ["c", _, "getName"] => "sjava.lang.IllegalArgumentException",
            ["p", ..] => "sat java.lang.reflect",
            ["a", "e", _] => "i1",
            _ => "ro1",
        });
        using var gateway = new JavaGateway(server.Port, "secret");
        using var session = SparkSession.GetOrCreate(gateway, []);
        using var input = session.Sql("select 1");
        MapInArrow.Apply(input, new WorkerProgram("program", new Dictionary<string, string>()), "name", []).Dispose();
    }
}

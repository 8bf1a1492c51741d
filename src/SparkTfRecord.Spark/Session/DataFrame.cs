using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark.Session;

/// <summary>Spark's table, by its public methods.</summary>
sealed class DataFrame(SparkSession session, JavaObject dataset) : IDisposable
{
    /// <summary>The session it belongs to.</summary>
    public SparkSession Session { get; } = session;

    /// <summary>The object in Java.</summary>
    public JavaObject Dataset { get; } = dataset;

    /// <summary>Its columns as Spark writes them in JSON.</summary>
    public string SchemaJson()
    {
        using var schema = Dataset.Call("schema");
        return schema.Call<string>("json");
    }

    /// <summary>All rows of a table of one string column. No string may hold a line break.</summary>
    public IReadOnlyList<string> CollectStrings()
    {
        var gateway = Session.Gateway;
        using var encoder = gateway.CallStatic<JavaObject>("org.apache.spark.sql.Encoders", "STRING");
        using var strings = Dataset.Call("as", encoder);
        using var list = strings.Call("collectAsList");
        return list.Call<int>("size") == 0 ? [] : gateway.CallStatic<string>("java.lang.String", "join", "\n", list).Split('\n');
    }

    public void Dispose() => Dataset.Dispose();
}

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

    /// <summary>These columns only, in this order.</summary>
    public DataFrame Select(IEnumerable<string> columns)
    {
        using var list = Session.Gateway.NewList([.. columns.Select(c => (JavaArgument)$"`{c.Replace("`", "``", StringComparison.Ordinal)}`")]);
        using var expressions = Session.Gateway.CallStatic<JavaObject>("org.apache.spark.api.python.PythonUtils", "toSeq", list);
        return new(Session, Dataset.Call("selectExpr", expressions));
    }

    /// <summary>The rows of which a condition is true.</summary>
    public DataFrame Where(string condition) => new(Session, Dataset.Call("where", condition));

    /// <summary>The same rows in another number of partitions.</summary>
    public DataFrame Repartition(int partitions) => new(Session, Dataset.Call("repartition", partitions));

    /// <summary>Lets queries of the session call it by a name.</summary>
    public void CreateOrReplaceTempView(string name) => Dataset.Do("createOrReplaceTempView", name);

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

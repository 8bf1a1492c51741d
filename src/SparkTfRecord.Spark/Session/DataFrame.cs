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
    public DataFrame Select(IReadOnlyList<string> columns)
    {
        using var list = Session.Gateway.NewList([.. columns.Skip(1).Select(c => (JavaArgument)Quoted(c))]);
        using var others = Session.Gateway.CallStatic<JavaObject>("org.apache.spark.api.python.PythonUtils", "toSeq", list);
        return new(Session, Dataset.Call("select", Quoted(columns[0]), others));
    }

    /// <summary>The rows of which a condition is true.</summary>
    public DataFrame Where(string condition) => new(Session, Dataset.Call("where", condition));

    /// <summary>The same rows with a column as another type of SQL.</summary>
    public DataFrame Cast(string column, string type)
    {
        using var plain = Dataset.Call("col", Quoted(column));
        using var cast = plain.Call("cast", type);
        return new(Session, Dataset.Call("withColumn", column, cast));
    }

    /// <summary>These rows and those of another table, by the names of the columns; one that a table lacks is null in its rows.</summary>
    public DataFrame UnionByName(DataFrame other) => new(Session, Dataset.Call("unionByName", other.Dataset, true));

    /// <summary>The URIs of the files that it reads, escaped.</summary>
    public IReadOnlyList<string> InputFiles()
    {
        using var files = Dataset.Call("inputFiles");
        return Lines(Joined(files));
    }

    /// <summary>The same of a table of files, each as often as it is read; of any other, each once.</summary>
    public IReadOnlyList<string> FilesOfRelation()
    {
        using var execution = Dataset.Call("queryExecution");
        using var plan = execution.Call("analyzed");
        using var relation = plan.TryCall("relation");
        using var files = relation?.TryCall("inputFiles");
        return files is null ? InputFiles() : Lines(Joined(files));
    }

    /// <summary>The same rows in another number of partitions.</summary>
    public DataFrame Repartition(int partitions) => new(Session, Dataset.Call("repartition", partitions));

    /// <summary>Lets queries of the session call it by a name.</summary>
    public void CreateOrReplaceTempView(string name) => Dataset.Do("createOrReplaceTempView", name);

    /// <summary>All rows of a table of one string column. No string may be empty or hold a line break.</summary>
    public IReadOnlyList<string> CollectStrings()
    {
        using var encoder = Session.Gateway.CallStatic<JavaObject>("org.apache.spark.sql.Encoders", "STRING");
        using var strings = Dataset.Call("as", encoder);
        using var rows = strings.Call("collectAsList");
        return Lines(Session.Gateway.CallStatic<string>("java.lang.String", "join", "\n", rows));
    }

    public void Dispose() => Dataset.Dispose();

    string Joined(JavaObject strings) => Session.Gateway.CallStatic<string>("org.apache.hadoop.util.StringUtils", "join", "\n", strings);

    // A column's name, not an expression of SQL, where Spark puts the values of its options for ${…} even between back-ticks.
    static string Quoted(string column) => $"`{column.Replace("`", "``", StringComparison.Ordinal)}`";

    // Strings come joined: one call instead of one for each.
    static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');
}

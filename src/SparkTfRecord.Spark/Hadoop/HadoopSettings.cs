using SparkTfRecord.Spark.Gateway;

namespace SparkTfRecord.Spark.Hadoop;

/// <summary>What a job says about Hadoop, <c>spark.hadoop.*</c>: the configuration files of the cluster are on every node, this is not. It may hold secrets: never to be logged.</summary>
static class HadoopSettings
{
    /// <summary>The settings by Hadoop's own names.</summary>
    public static IReadOnlyDictionary<string, string> Of(JavaGateway driver)
    {
        var settings = new Dictionary<string, string>();
        using var configuration = driver.New("org.apache.spark.SparkConf");
        using var pairs = configuration.Call("getAllWithPrefix", "spark.hadoop.");
        foreach (var pair in pairs.Elements())
        {
            using (pair)
                settings[pair.Call<string>("_1")] = pair.Call<string>("_2");
        }
        return settings;
    }
}

using System.Text;
using System.Text.Json;

namespace SparkTfRecord.Spark.Driver;

/// <summary>The spark-submit line for Kubernetes: nothing is shipped, the program is in the image that the user names.</summary>
static class KubernetesSubmit
{
    // Where deploy/docker/Dockerfile puts it.
    const string Program = "/opt/sparktfrecord/sparktfrecord";
    const string Local = "local://";

    // A process takes 128 KiB as one argument.
    const int LongestJob = 100 * 1024;

    /// <summary>Completes the options and the arguments of our own.</summary>
    /// <exception cref="PlanException">No image is named, or the job file cannot be passed on.</exception>
    public static SubmitLine Complete(string submit, SubmitOptions options, string program, string script, List<string> ours)
    {
        RequireImage(options);
        ExecutorMemory.AddOverhead(options);
        var inImage = options.AddProgram("spark.pyspark.python", Program);
        options.AddProgram("spark.pyspark.driver.python", options.IsCluster ? inImage : program);
        if (!options.IsCluster)
            return new(submit, [.. options.Arguments, script, .. ours], new Dictionary<string, string>());
        SubmitLine.PassJob(ours, TextOf);
        // local:// is a path in the image. Nobody opens the script there, for the program starts in the place of Python.
        var inside = $"{Local}{Path.Combine(Path.GetDirectoryName(inImage)!, Path.GetFileName(script))}";
        var waits = options.Setting("spark.kubernetes.submission.waitAppCompletion") != "false";
        return new(submit, [.. options.Arguments, inside, .. ours.Select(Escaped)], new Dictionary<string, string>(), HidesFailure: waits);
    }

    static void RequireImage(SubmitOptions options)
    {
        string[] roles = options.IsCluster ? ["driver", "executor"] : ["executor"];
        if (options.Setting("spark.kubernetes.container.image") is null && roles.Any(r => options.Setting($"spark.kubernetes.{r}.container.image") is null))
            throw new PlanException("submit: on Kubernetes the program is in the image, and none is named; make one by deploy/docker/Dockerfile and add --conf spark.kubernetes.container.image=IMAGE.");
    }

    /// <summary>The driver's pod has no file of this machine, so it gets the text of the job file; one in the image or on a volume is named by local://.</summary>
    static string TextOf(string file) => file.StartsWith(Local, StringComparison.Ordinal) ? file[Local.Length..] : Read(file);

    /// <summary>A job file in one line of ASCII, without comments: whatever language the pod's Java is set to, it arrives as it is.</summary>
    static string Read(string file)
    {
        try
        {
            using var job = JsonDocument.Parse(File.ReadAllBytes(file), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text))
                job.RootElement.WriteTo(writer);
            return job.RootElement.ValueKind != JsonValueKind.Object ? throw new PlanException($"submit: --job {file}: this is no job, which is an object, {{…}}.")
                : text.Length > LongestJob ? throw new PlanException($"submit: --job {file}: {text.Length} bytes, and an argument has at most {LongestJob}; put the file on the volume and name it by {Local}/PATH.")
                : Encoding.UTF8.GetString(text.ToArray());
        }
        catch (JsonException e)
        {
            throw new PlanException($"submit: --job {file}:{e.LineNumber + 1}: this is not JSON: {e.Message.Split(" LineNumber")[0]}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlanException($"submit: --job {file}: {e.Message} One in the image or on a volume is named by {Local}/PATH.");
        }
    }

    // Kubernetes takes $(NAME) in a container's arguments for a variable, and $$ for $.
    static string Escaped(string argument) => argument.Replace("$", "$$", StringComparison.Ordinal);
}

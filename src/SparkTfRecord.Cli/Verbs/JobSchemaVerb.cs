using System.CommandLine;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>job schema</c>: what a job file may say.</summary>
sealed class JobSchemaVerb(Session session) : Verb("schema", "Print the JSON Schema of job files, for editors.")
{
    public override IReadOnlyList<string> Usage => ["job schema > job.schema.json"];

    protected override int Run(ParseResult typed)
    {
        ResultJson.WriteNode(session.Out, JobSchema.Make(), indented: true);
        return ExitCode.Done;
    }
}

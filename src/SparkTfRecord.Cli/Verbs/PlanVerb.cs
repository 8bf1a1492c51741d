using System.CommandLine;
using SparkTfRecord.Cli.Jobs;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>plan</c>: what convert would do.</summary>
sealed class PlanVerb : Verb
{
    readonly Session _session;
    readonly JobOptions _job;
    readonly Option<bool> _writeJob = new("--write-job") { Description = "Print a job file to start from instead" };

    /// <summary>The verb.</summary>
    public PlanVerb(Session session) : base("plan", "Show what convert would do: the features, the shards and the checks. Writes nothing.")
    {
        _session = session;
        _job = new(this, outputRequired: false);
        Add(_writeJob);
        Add(CommonOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["plan INPUT… [OUTPUT] [options]", "plan --job FILE [options]"];

    public override IEnumerable<(string, IEnumerable<(Option, string?)>)> Groups => _job.Groups;

    protected override int Run(ParseResult typed)
    {
        var (plan, engine) = Engine.Plan(_job.Read(typed), _session);
        if (typed.GetValue(_writeJob))
            JobFileWriter.Write(_session.Out, plan.JobAsWritten!);
        else if (typed.GetValue(CommonOptions.Json))
            ResultJson.Write(_session.Out, PlanReport.ToJson(plan, engine), ResultJson.Default.PlanJson);
        else
            PlanReport.Write(_session, plan, engine);
        return ExitCode.Done;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>The program without a verb: its help and its version.</summary>
static class RootVerb
{
    /// <summary>The whole command line.</summary>
    /// <param name="session">The surroundings.</param>
    /// <param name="submitted">What stands behind <c>submit</c>.</param>
    public static RootCommand Create(Session session, params IReadOnlyList<string> submitted)
    {
        var root = new RootCommand("Tables become TFRecord data sets.");
        root.Add(new ConvertVerb(session));
        root.Add(new PlanVerb(session));
        root.Add(new SubmitVerb(session, submitted));
        root.Add(new VerifyVerb(session));
        root.Add(new HeadVerb(session));
        root.Add(new SpecVerb(session));
        var warmup = new Command("warmup", "Warm-up files for TensorFlow Serving: write, check, show.")
        {
            new WarmupWriteVerb(session), new WarmupCheckVerb(session), new WarmupShowVerb(session),
        };
        root.Add(WithHelp(warmup, session));
        root.Add(WithHelp(new Command("job", "Job files: print their schema.") { new JobSchemaVerb(session) }, session));
        root.Add(new CompletionVerb(session));
        root.Add(CommonOptions.Verbose);
        root.Options.OfType<HelpOption>().Single().Action = new Answer(typed => HelpPage.Write(typed.CommandResult.Command, session.Out, session.OutWidth));
        root.Options.OfType<VersionOption>().Single().Action = new Answer(_ => session.Out.WriteLine($"sparktfrecord {typeof(RootVerb).Assembly.GetName().Version!.ToString(3)}"));
        return WithHelp(root, session);
    }

    // Without a verb it shows those there are.
    static T WithHelp<T>(T command, Session session) where T : Command
    {
        command.SetAction(_ =>
        {
            HelpPage.Write(command, session.Error, session.OutWidth);
            return ExitCode.Usage;
        });
        return command;
    }

    sealed class Answer(Action<ParseResult> write) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            write(parseResult);
            return ExitCode.Done;
        }
    }
}

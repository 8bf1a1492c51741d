using System.CommandLine;
using Google.Protobuf;
using SparkTfRecord.Cli.Output;
using SparkTfRecord.Records;
using SparkTfRecord.Serving.Protos;
using SparkTfRecord.Serving.Rest;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>warmup show</c>: the requests of a warm-up file in TensorFlow Serving's REST form.</summary>
sealed class WarmupShowVerb : Verb
{
    readonly Session _session;
    readonly Argument<string> _file = new("FILE") { Description = "The warm-up file" };
    readonly Option<int?> _record = new("--record", "-r") { HelpName = "N", Description = "Only this record, counted from 0" };
    readonly Option<string> _server = new("--server") { HelpName = "URL", Description = "Where the server is (default http://localhost:8501)", DefaultValueFactory = _ => "http://localhost:8501" };
    readonly Option<bool> _json = new("--json") { Description = "The bodies alone, one JSON object a line" };

    /// <summary>The verb.</summary>
    public WarmupShowVerb(Session session) : base("show", "Print the requests of a warm-up file in the server's REST form: a line for the shell each.")
    {
        _session = session;
        Add(_file);
        Add(_record);
        Add(_server);
        Add(_json);
    }

    public override IReadOnlyList<string> Usage => ["warmup show FILE [-r N] [--json]"];

    protected override int Run(ParseResult typed)
    {
        var wanted = typed.GetValue(_record);
        using var reader = new TfRecordReader(typed.GetValue(_file)!, Codec.None);
        while (reader.Read())
        {
            _session.Stop.ThrowIfCancellationRequested();
            var record = reader.Count - 1;
            if (wanted is null || record == wanted)
                Show(Parse(reader), record, typed);
        }
        return wanted is { } number && number >= reader.Count
            ? throw new InvalidDataException($"{typed.GetValue(_file)}: there is no record {number}; it has {Units.Count(reader.Count, "record")}, counted from 0")
            : ExitCode.Done;
    }

    void Show(RestRequest? request, long record, ParseResult typed)
    {
        if (request is null)
            _session.Error.WriteLine($"warning: record {record} has no REST form");
        else if (typed.GetValue(_json))
            _session.Out.WriteLine(request.Body);
        else
            _session.Out.WriteLine($"curl {ShellWord.Of(typed.GetValue(_server)!.TrimEnd('/') + request.Path)} -d {ShellWord.Of(request.Body)}");
    }

    static RestRequest? Parse(TfRecordReader reader)
    {
        try
        {
            return RestRequest.Of(PredictionLog.Parser.ParseFrom(reader.Record.Span));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new InvalidDataException($"{reader.Place(reader.Count - 1)}: {(e is InvalidProtocolBufferException ? "it does not parse as a PredictionLog" : e.Message)}", e);
        }
    }
}

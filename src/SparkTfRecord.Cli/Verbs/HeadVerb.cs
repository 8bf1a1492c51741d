using System.CommandLine;
using SparkTfRecord.Cli.Inspection;
using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Cli.Verbs;

/// <summary><c>head</c>: the first records of files or data sets.</summary>
sealed class HeadVerb : Verb
{
    const int WidthOfFiles = 4096; // a table is as wide as what it shows

    readonly Session _session;
    readonly RecordFileOptions _files;
    readonly Option<int?> _count = CommonOptions.Number(0, "How many (default 10)", "--records", "-n");
    readonly Option<bool> _table = new("--table") { Description = "A table instead of JSON lines" };

    /// <summary>The verb.</summary>
    public HeadVerb(Session session) : base("head", "Print the first records of TFRecord files as JSON lines, or as a table.")
    {
        _session = session;
        _files = new(this);
        Add(_count);
        Add(_table);
    }

    public override IReadOnlyList<string> Usage => ["head PATH… [-n N] [--table]"];

    public override string Closing =>
        """
        Each feature is an array, as in the record. Bytes are text where they are UTF-8, else {"base64": "…"}.
        """;

    protected override int Run(ParseResult typed)
    {
        var table = typed.GetValue(_table) ? new RecordTable() : null;
        RecordFileOptions.Read(_files.Files(typed), typed.GetValue(_count) ?? 10, table is null ? (record, type) => _session.Out.WriteLine(RecordJson.Of(record, type)) : table.Add, _session.Stop);
        table?.Write(Terminal.Of(_session.Out, _session.Color, _session.OutWidth ?? WidthOfFiles));
        return ExitCode.Done;
    }
}

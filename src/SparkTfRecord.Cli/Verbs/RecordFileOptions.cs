using System.CommandLine;
using SparkTfRecord.Cli.Inspection;
using SparkTfRecord.Records;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>What verbs that read TFRecord files have in common: paths and a codec and a record type.</summary>
sealed class RecordFileOptions
{
    readonly Argument<string[]> _paths = new("PATH…") { Arity = ArgumentArity.OneOrMore, Description = "TFRecord files, or directories of them" };
    readonly Option<string> _codec = new("--codec") { HelpName = "CODEC", Description = "none, gzip or zlib; unset: as the manifest or the file's name says" };

    readonly Option<string> _recordType = new("--record-type") { HelpName = "TYPE", Description = "Example, SequenceExample or ByteArray; unset: as the manifest says, else Example" };

    /// <summary>Adds them to a verb.</summary>
    public RecordFileOptions(Command verb)
    {
        var types = Enum.GetNames<RecordType>();
        _recordType.CompletionSources.Add(types);
        _recordType.Validators.Add(typed =>
        {
            if (typed.Tokens is [var name] && !types.Contains(name.Value))
                typed.AddError($"--record-type: the value is '{name.Value}'; expected {string.Join(" or ", types)}.");
        });
        _codec.CompletionSources.Add("none", "gzip", "zlib");
        _codec.Validators.Add(typed =>
        {
            if (typed.Tokens is [var name] && name.Value is not ("none" or "gzip" or "zlib"))
                typed.AddError($"--codec: the value is '{name.Value}'; expected none, gzip or zlib.");
        });
        verb.Add(_paths);
        verb.Add(_codec);
        verb.Add(_recordType);
    }

    /// <summary>The paths, all of them there, the codec and the record type.</summary>
    /// <exception cref="PlanException">Paths that are not there.</exception>
    public (IReadOnlyList<string> Paths, Codec? Codec, RecordType? RecordType) Typed(ParseResult typed)
    {
        var paths = typed.GetValue(_paths)!;
        var missing = paths.Where(p => !Path.Exists(p)).Select(p => $"'{p}': no such file or directory.").ToList();
        return missing.Count > 0
            ? throw new PlanException(missing)
            : ([.. paths.Select(Path.GetFullPath)],
                typed.GetValue(_codec) is { } name ? Codec.Named(name) : null,
                typed.GetValue(_recordType) is { } type ? Enum.Parse<RecordType>(type) : null);
    }

    /// <summary>The files that were named.</summary>
    public IReadOnlyList<RecordFile> Files(ParseResult typed)
    {
        var (paths, codec, recordType) = Typed(typed);
        return RecordFile.Of(paths, codec, recordType);
    }

    /// <summary>Reads the first records of some files, one after the other.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, or a record is not what it should be.</exception>
    public static long Read(IReadOnlyList<RecordFile> files, long most, Action<ReadOnlySpan<byte>, RecordType> record, CancellationToken stop)
    {
        var count = 0L;
        foreach (var file in files)
        {
            using var reader = new TfRecordReader(file.Path, file.Codec);
            for (; count < most && reader.Read(); count++)
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    record(reader.Record.Span, file.RecordType);
                }
                catch (InvalidDataException e)
                {
                    throw new InvalidDataException($"{reader.Place(reader.Count - 1)}: {e.Message}", e);
                }
            }
        }
        return count;
    }
}

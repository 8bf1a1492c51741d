using System.CommandLine;
using SparkTfRecord.Cli.Inspection;
using SparkTfRecord.Planning;
using SparkTfRecord.Records;

namespace SparkTfRecord.Cli.Verbs;

/// <summary>What verbs that read TFRecord files have in common: paths and a codec.</summary>
sealed class RecordFileOptions
{
    readonly Argument<string[]> _paths = new("PATH…") { Arity = ArgumentArity.OneOrMore, Description = "TFRecord files, or directories of them" };
    readonly Option<string> _codec = new("--codec") { HelpName = "CODEC", Description = "none, gzip or zlib; unset: as the manifest or the file's name says" };

    /// <summary>Adds them to a verb.</summary>
    public RecordFileOptions(Command verb)
    {
        _codec.CompletionSources.Add("none", "gzip", "zlib");
        _codec.Validators.Add(typed =>
        {
            if (typed.Tokens is [var name] && name.Value is not ("none" or "gzip" or "zlib"))
                typed.AddError($"--codec: the value is '{name.Value}'; expected none, gzip or zlib.");
        });
        verb.Add(_paths);
        verb.Add(_codec);
    }

    /// <summary>The paths, all of them there, and the codec.</summary>
    /// <exception cref="PlanException">Paths that are not there.</exception>
    public (IReadOnlyList<string> Paths, Codec? Codec) Typed(ParseResult typed)
    {
        var paths = typed.GetValue(_paths)!;
        var missing = paths.Where(p => !Path.Exists(p)).Select(p => $"'{p}': no such file or directory.").ToList();
        return missing.Count == 0 ? ([.. paths.Select(Path.GetFullPath)], typed.GetValue(_codec) is { } name ? Codec.Named(name) : null) : throw new PlanException(missing);
    }

    /// <summary>The files that were named.</summary>
    public IReadOnlyList<RecordFile> Files(ParseResult typed)
    {
        var (paths, codec) = Typed(typed);
        return RecordFile.Of(paths, codec);
    }

    /// <summary>Reads the first Examples of some files, one after the other.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, or a record is no Example.</exception>
    public static long Read(IReadOnlyList<RecordFile> files, long most, Action<ReadOnlySpan<byte>> example, CancellationToken stop)
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
                    example(reader.Record.Span);
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

using SparkTfRecord.Storage;

namespace SparkTfRecord.Records;

/// <summary>Writes records of any bytes to a TFRecord file.</summary>
/// <remarks>
/// <code>
/// using var writer = new TfRecordWriter("train.tfrecord");
/// foreach (var example in examples)
///     writer.Write(example.ToByteArray());
/// writer.Complete();
/// </code>
/// <para>Memory: two blocks of some hundred kilobytes; records are not kept.</para>
/// <para>Complete or nothing: the records go to a temporary file beside the target, which <see cref="Complete"/> writes through to the disk and renames.
/// Disposing without it, as when an exception passes by, deletes them. The bytes are those that TensorFlow writes (codec none).</para>
/// <para>Not supported: appending to a file, replacing one, use by several threads at once.</para>
/// </remarks>
public sealed class TfRecordWriter : IDisposable
{
    static readonly LocalStorage s_storage = new();

    readonly string _path;
    readonly string _temporary;
    readonly RecordFileWriter _file;
    bool _complete;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The file that <see cref="Complete"/> makes; it must not exist, its directory must.</param>
    /// <param name="codec">Its compression; null: as its name says, see <see cref="Codec.FromFileName"/>.</param>
    /// <exception cref="IOException">The file exists, or cannot be made.</exception>
    public TfRecordWriter(string path, Codec? codec = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.Exists(path))
            Throw.FileExists(path);
        _path = path;
        _temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        _file = new RecordFileWriter(_temporary, codec ?? Codec.FromFileName(path));
    }

    /// <summary>Number of records written.</summary>
    public long Count { get; private set; }

    /// <summary>Appends one record.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (_complete)
            Throw.WriterIsComplete(_path);
        Span<byte> framing = stackalloc byte[RecordFraming.HeaderLength];
        RecordFraming.WriteHeader(framing, data.Length);
        _file.Append(framing);
        _file.Append(data);
        RecordFraming.WriteFooter(framing, data);
        _file.Append(framing[..RecordFraming.FooterLength]);
        Count++;
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="IOException">The file could not be written, or another one has taken its name meanwhile.</exception>
    public void Complete()
    {
        if (_complete)
            Throw.WriterIsComplete(_path);
        _file.Complete();
        try
        {
            s_storage.Sync(_temporary); // else a power cut could leave the name and not all that it stands for
            File.Move(_temporary, _path);
        }
        catch
        {
            File.Delete(_temporary);
            throw;
        }
        _complete = true;
        s_storage.Sync(Path.GetDirectoryName(Path.GetFullPath(_path))!);
    }

    /// <summary>Discards the records unless the file is complete.</summary>
    public void Dispose() => _file.Dispose();
}

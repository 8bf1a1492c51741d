using Apache.Arrow;
using ParquetSharp;
using ParquetSharp.Arrow;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Parquet;

/// <summary>Writes rows into a new Parquet file. It stays in memory, encoded, until a row group is full.</summary>
sealed class ParquetWriter : IRecordBatchWriter
{
    readonly string _path;
    readonly FileStream _file;
    readonly FileWriter _writer;
    bool _complete;

    public ParquetWriter(string path, Schema schema)
    {
        _path = path;
        _file = new FileStream(path, FileMode.CreateNew);
        try
        {
            using var properties = new WriterPropertiesBuilder().Compression(Compression.Snappy).MaxRowGroupLength(1 << 16).Build();
            using var withSchema = new ArrowWriterPropertiesBuilder().StoreSchema().Build(); // durations and large strings shall be read as such again
            _writer = new FileWriter(_file, schema, properties, withSchema, leaveOpen: true);
        }
        catch
        {
            Delete();
            throw;
        }
    }

    public void Append(RecordBatch batch) => Try(() => _writer.WriteBufferedRecordBatch(batch));

    public long Complete()
    {
        Try(_writer.Close);
        _file.Flush(flushToDisk: false);
        _complete = true;
        return _file.Length;
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (_complete)
            _file.Dispose();
        else
            Delete();
    }

    void Delete()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    void Try(Action action)
    {
        try
        {
            action();
        }
        catch (ParquetException e)
        {
            throw new IOException($"{_path}: cannot be written ({NativeError.Text(e)}).", e);
        }
    }
}

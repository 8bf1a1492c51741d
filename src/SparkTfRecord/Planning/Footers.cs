using System.Runtime.ExceptionServices;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>Reads the footers of many files.</summary>
static class Footers
{
    // Enough to keep all threads busy; the schemas of 10 000 files with 10 000 columns do not fit into memory at once.
    const int AtOnce = 128;

    /// <summary>The files' footers in the files' order, read by several threads; the first error in that order is thrown.</summary>
    public static IEnumerable<(ListedFile File, FileFooter Footer)> Read(IInputFormat format, IReadOnlyList<ListedFile> files, CancellationToken cancellationToken)
    {
        foreach (var chunk in files.Chunk(AtOnce))
        {
            var footers = new FileFooter[chunk.Length];
            var errors = new Exception?[chunk.Length];
            Parallel.For(0, chunk.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                try
                {
                    footers[i] = format.ReadFooter(chunk[i].Path);
                }
                catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    errors[i] = e;
                }
            });
            for (var i = 0; i < chunk.Length; i++)
            {
                if (errors[i] is { } error)
                    ExceptionDispatchInfo.Throw(error);
                yield return (chunk[i], footers[i]);
            }
        }
    }
}

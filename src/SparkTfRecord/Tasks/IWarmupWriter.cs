using SparkTfRecord.Planning;

namespace SparkTfRecord.Tasks;

/// <summary>Makes the file that TensorFlow Serving replays, from the rows that the job's warm-up section asks for: <c>WarmupWriter</c> of SparkTfRecord.Serving.</summary>
/// <remarks>Its members are no part of the public API: it cannot be implemented outside these assemblies.</remarks>
public interface IWarmupWriter
{
    /// <summary>Checks the job's warm-up section against the plan; one line a problem.</summary>
    internal IReadOnlyList<string> Check(WarmupOptions options, ConversionPlan plan);

    /// <summary>Reads chosen rows and makes the files of <c>_warmup</c> of them.</summary>
    /// <param name="options">The job's warm-up section, which <see cref="Check"/> has passed.</param>
    /// <param name="plan">The plan of the rows.</param>
    /// <param name="rows">0-based rows of the whole input, in the order in which they are sent.</param>
    /// <param name="format">The format of the input.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <exception cref="InvalidDataException">A row holds a value that its input cannot take.</exception>
    internal WarmupFiles Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<long> rows, IInputFormat format, CancellationToken cancellationToken);

    /// <summary>Makes them of sampled rows; those with a value that its input cannot take are left out.</summary>
    /// <param name="options">The job's warm-up section, which <see cref="Check"/> has passed.</param>
    /// <param name="plan">The plan of the rows.</param>
    /// <param name="sample">The rows in the order in which they are sent, with their columns.</param>
    internal WarmupFiles Write(WarmupOptions options, ConversionPlan plan, IReadOnlyList<SampledRow> sample);
}

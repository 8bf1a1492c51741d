using SparkTfRecord.Examples.Arrays;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples.Checks;

/// <summary>Two features whose lists must have as many values in every row.</summary>
sealed unsafe class SameLength(FeatureWriter feature, FeatureWriter other)
{
    readonly Scratch<int> _counts = new();
    readonly Scratch<int> _others = new();

    /// <summary>The checks that some features ask for.</summary>
    public static SameLength[] Of(IReadOnlyList<FeatureWriter> writers) =>
    [
        .. from writer in writers
           where writer.Mapping.SameLengthAs is not null
           select new SameLength(writer, writers.Single(w => w.Mapping.Feature == writer.Mapping.SameLengthAs)),
    ];

    /// <summary>Compares the first <paramref name="rows"/> rows measured last.</summary>
    /// <returns>Number of rows in front of the first bad one, at least 1.</returns>
    /// <exception cref="BadRowException">The first row is bad.</exception>
    public int Check(int first, int rows)
    {
        var counts = Count(feature, _counts, rows);
        var others = Count(other, _others, rows);
        var same = counts.CommonPrefixLength(others);
        if (same == 0)
            Throw.OtherLength(first, feature.Mapping, counts[0], other.Mapping, others[0]);
        return same;
    }

    // A writer may have measured more rows than the one after it.
    static Span<int> Count(FeatureWriter writer, Scratch<int> counts, int rows)
    {
        var all = counts.Reserve(ExampleEncoder.MaxChunk);
        new Span<int>(all, ExampleEncoder.MaxChunk).Clear();
        writer.CountValues(all);
        return new(all, rows);
    }
}

namespace SparkTfRecord.Benchmarks.Data;

/// <summary>A data set of PERFORMANCE: what its columns are and how many rows it has.</summary>
public enum SampleSet
{
    /// <summary>Dense: 30 float columns, normal.</summary>
    A,

    /// <summary>Clicks: label, 13 integers below 100 000, 26 strings of 8 hexadecimal digits with 20 000 distinct values each.</summary>
    B,

    /// <summary>Sequences: tokens below 30 000 and tags below 9, both 10 to 50 long.</summary>
    C,

    /// <summary>Embeddings: an id and 256 floats.</summary>
    D,

    /// <summary>Images: 20 to 100 kB of noise, a label and a name.</summary>
    E,
}

namespace SparkTfRecord.IntegrationTests.Spark;

/// <summary>Tests that kill and stop processes, one at a time and when all others are done: a machine with too much to do would look like another fault.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

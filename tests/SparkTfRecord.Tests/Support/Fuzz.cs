namespace SparkTfRecord.Tests.Support;

/// <summary>How long tests with random damage go on; each seed is a case of its own.</summary>
static class Fuzz
{
    /// <summary>Seeds from 0 on: so many by default, SPARKTFRECORD_FUZZ_ITERATIONS where that is set.</summary>
    public static int Iterations(int usual) => int.TryParse(Environment.GetEnvironmentVariable("SPARKTFRECORD_FUZZ_ITERATIONS"), out var wanted) ? wanted : usual;
}

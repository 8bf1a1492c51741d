using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SparkTfRecord.Benchmarks;

/// <summary>Adds a column GB/s, from the parameter Length, bytes.</summary>
sealed class ThroughputConfig : ManualConfig
{
    public ThroughputConfig()
    {
        AddColumn(new Throughput());
        AddDiagnoser(MemoryDiagnoser.Default);
    }

    sealed class Throughput : IColumn
    {
        public string Id => "Throughput";

        public string ColumnName => "GB/s";

        public string Legend => "10^9 bytes a second, of the best iteration: other work on the machine only slows down";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
            summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? ((int)benchmarkCase.Parameters["Length"] / statistics.Min).ToString("0.00", CultureInfo.InvariantCulture) // bytes a nanosecond
                : "?";
    }
}

using System.Globalization;
using Apache.Arrow;
using SparkTfRecord.Benchmarks.Data;

namespace SparkTfRecord.Benchmarks;

/// <summary>Rows per CPU second of the encoder, for machines that are not quiet: the sets take turns, and the best and the median of many short rounds are shown.</summary>
static class EncodeMeasurement
{
    const int Rounds = 15;

    public static void Run(SampleSet[] sets)
    {
        var runs = sets.Select(set => new Measured(set.ToString(), EncodeRun.MakeBatches(set))).ToList();
        if (sets.Contains(SampleSet.A))
            runs.Add(new Measured("A, 10 % null", [.. EncodeRun.MakeBatches(SampleSet.A).Select(WithNulls)]));
        if (sets.Contains(SampleSet.B))
            runs.Add(new Measured("B, dictionaries", EncodeRun.MakeBatches(SampleSet.B, dictionaries: true)));
        for (var round = -2; round < Rounds; round++) // those below 0 warm up
        {
            foreach (var run in runs)
                run.Round(keep: round >= 0);
        }
        Console.WriteLine("| set | bytes a record | rows/CPU s best | median | GB/CPU s best |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var run in runs)
            Console.WriteLine(run);
    }

    static RecordBatch WithNulls(RecordBatch batch)
    {
        var random = new Random(1);
        return new RecordBatch(batch.Schema, batch.Arrays.Select(WithNulls), batch.Length);

        IArrowArray WithNulls(IArrowArray array)
        {
            var bits = new ArrowBuffer.BitmapBuilder(array.Length);
            for (var i = 0; i < array.Length; i++)
                bits.Append(random.Next(10) > 0);
            return new FloatArray(array.Data.Buffers[1], bits.Build(), array.Length, -1, 0);
        }
    }

    sealed class Measured(string name, RecordBatch[] batches)
    {
        readonly EncodeRun _run = new(batches[0].Schema);
        readonly List<double> _rates = [];
        double _recordLength;

        public void Round(bool keep)
        {
            var rows = 0L;
            var bytes = 0L;
            var start = Environment.CpuUsage.TotalTime;
            TimeSpan time;
            do
            {
                foreach (var batch in batches)
                {
                    bytes += _run.Encode(batch);
                    rows += batch.Length;
                }
                time = Environment.CpuUsage.TotalTime - start;
            }
            while (time < TimeSpan.FromMilliseconds(150));
            _recordLength = (double)bytes / rows;
            if (keep)
                _rates.Add(rows / time.TotalSeconds);
        }

        public override string ToString()
        {
            var (best, median) = (_rates.Max(), _rates.Order().ElementAt(_rates.Count / 2));
            return string.Create(CultureInfo.InvariantCulture, $"| {name} | {_recordLength:0} | {best:#,0} | {median:#,0} | {best * _recordLength / 1e9:0.0} |");
        }
    }
}

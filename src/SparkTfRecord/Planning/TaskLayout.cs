namespace SparkTfRecord.Planning;

/// <summary>Cuts the shards into tasks: runs of consecutive shards with the slices of the input that they are made of.</summary>
/// <remarks>
/// The same on every machine; threads and executors take tasks as they come. Shards seldom end where row groups do, so a cut mostly falls into a row group that both
/// tasks must decode. A task therefore begins at the first shard after the beginning of a row group: little of it has gone by, and no row group is decoded by more than two.
/// </remarks>
static class TaskLayout
{
    // Below both, a task costs more (a file opened, a row group decoded twice) than its being shared out gains.
    const int EnoughTasks = 256;
    const long EnoughBytes = 64 << 20;

    public static IReadOnlyList<ConversionTask> Of(IReadOnlyList<InputFile> files, IReadOnlyList<ShardPlan> shards, long bytesPerRow)
    {
        var rows = shards.Sum(s => s.Rows);
        var enoughRows = Math.Min(rows / EnoughTasks, EnoughBytes / Math.Max(1, bytesPerRow));
        var tasks = new List<ConversionTask>();
        var input = new InputCursor(files);
        var (first, taken) = (0, 0L);
        for (var i = 0; i < shards.Count; i++)
        {
            taken += shards[i].Rows;
            var rowGroupBegins = input.RowGroupBeginsIn(shards[i].FirstRow, shards[i].FirstRow + shards[i].Rows);
            if (i < shards.Count - 1 && !(rowGroupBegins && taken >= enoughRows))
                continue;
            tasks.Add(new(tasks.Count, input.Take(taken), [.. shards.Skip(first).Take(i + 1 - first)]));
            (first, taken) = (i + 1, 0);
        }
        return tasks;
    }

    /// <summary>Goes once through the rows of all files.</summary>
    sealed class InputCursor(IReadOnlyList<InputFile> files)
    {
        readonly IEnumerator<long> _begins = RowGroupBegins(files).GetEnumerator();
        long _begin = -1;
        int _file;
        long _row;

        /// <summary>Whether a row group's first row is after <paramref name="from"/> and not after <paramref name="to"/>; to be asked in rising order.</summary>
        public bool RowGroupBeginsIn(long from, long to)
        {
            while (_begin <= from && _begins.MoveNext())
                _begin = _begins.Current;
            return _begin > from && _begin <= to;
        }

        public List<InputSlice> Take(long rows)
        {
            var slices = new List<InputSlice>();
            while (rows > 0)
            {
                var taken = Math.Min(rows, files[_file].Rows - _row);
                if (taken > 0)
                    slices.Add(new(_file, _row, taken));
                rows -= taken;
                _row += taken;
                if (_row == files[_file].Rows)
                    (_file, _row) = (_file + 1, 0);
            }
            return slices;
        }

        static IEnumerable<long> RowGroupBegins(IReadOnlyList<InputFile> files)
        {
            var row = 0L;
            foreach (var group in files.SelectMany(f => f.RowGroups))
            {
                if (group.Rows > 0)
                    yield return row;
                row += group.Rows;
            }
        }
    }
}

namespace SparkTfRecord.Cli.Jobs;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
static class NearestName
{
    /// <summary>The name that differs least, or null when none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> names)
    {
        var limit = Math.Max(2, typed.Length / 3);
        return names.Select(n => (Name: n, Distance: Distance(typed, n))).Where(n => n.Distance <= limit).OrderBy(n => n.Distance).FirstOrDefault().Name;
    }

    /// <summary>How many letters to add, drop, change or swap with the next one.</summary>
    static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}

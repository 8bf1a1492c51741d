namespace SparkTfRecord.Planning;

/// <summary>Finds what somebody probably meant.</summary>
static class NearestName
{
    /// <summary>The candidate with the fewest edits from <paramref name="name"/>, upper and lower case alike; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        // A third of the letters wrong is a typo; more is another word.
        var (best, fewest) = ((string?)null, (name.Length + 2) / 3 + 1);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= fewest)
                continue;
            var edits = Edits(name, candidate);
            if (edits < fewest)
                (best, fewest) = (candidate, edits);
        }
        return best;
    }

    // Levenshtein's distance, one row of the table at a time.
    static int Edits(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}

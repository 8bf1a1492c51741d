namespace SparkTfRecord.Examples;

/// <summary>Checks an entry of a map in a record: a name and a value, each once, and nothing else.</summary>
static class EntryCheck
{
    /// <summary>Checks a value, which is what is left of the reader's message.</summary>
    public delegate void Value(ref WireReader reader);

    /// <summary>Checks an entry, which is what is left of the reader's message.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="start">Where a message should say that the entry is.</param>
    /// <param name="map">The map's field.</param>
    /// <param name="check">Checks the value.</param>
    /// <returns>Where the name is.</returns>
    public static (int Offset, int Length) Run(ref WireReader reader, int start, string map, Value check)
    {
        (int Offset, int Length)? name = null;
        var hasValue = false;
        while (!reader.AtEnd)
        {
            var offset = reader.Offset;
            switch (reader.ReadTag())
            {
                case WireTag.Key when name is null:
                    var length = reader.ReadBytes().Length;
                    name = (reader.Offset - length, length);
                    break;
                case WireTag.Value when !hasValue:
                    var entry = reader.Enter();
                    check(ref reader);
                    reader.Leave(entry);
                    hasValue = true;
                    break;
                case var tag:
                    Throw.UnexpectedField(offset, tag, $"an entry of {map}");
                    break;
            }
        }
        if (name is null || !hasValue)
            Throw.IncompleteEntry(start);
        return name.GetValueOrDefault();
    }
}

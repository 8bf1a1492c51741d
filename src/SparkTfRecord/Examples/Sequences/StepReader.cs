namespace SparkTfRecord.Examples.Sequences;

/// <summary>The steps of a sequence, each a Feature.</summary>
/// <param name="list">The FeatureList message.</param>
ref struct StepReader(WireReader list)
{
    WireReader _list = list;

    /// <summary>The step's values; a copy reads them again.</summary>
    public FeatureValues Values { get; private set; }

    /// <summary>Goes to the next step.</summary>
    public bool Read()
    {
        while (!_list.AtEnd)
        {
            var tag = _list.ReadTag();
            if (tag == WireTag.Step)
            {
                Values = new FeatureValues(_list.ReadMessage());
                return true;
            }
            _list.SkipField(tag);
        }
        return false;
    }
}

namespace SparkTfRecord.Examples;

/// <summary>The values of one tf.train.Feature, read one after the other by the method of their kind.</summary>
ref struct FeatureValues
{
    WireReader _feature;
    WireReader _list;
    WireReader _packed;

    /// <param name="feature">The Feature message.</param>
    public FeatureValues(WireReader feature)
    {
        // Of two kinds the last counts, with all its lists since the other.
        while (!feature.AtEnd)
        {
            var from = feature;
            var tag = feature.ReadTag();
            feature.SkipField(tag);
            if (WireTag.Kind(tag) is not { } kind || kind == Kind)
                continue;
            Kind = kind;
            _feature = from;
        }
    }

    /// <summary>The values' kind; null when none is set.</summary>
    public FeatureKind? Kind { get; }

    /// <summary>Number of values from here on.</summary>
    public readonly int Count()
    {
        var values = this;
        var count = 0;
        switch (Kind)
        {
            case FeatureKind.Bytes:
                while (values.Read(out ReadOnlySpan<byte> _))
                    count++;
                break;
            case FeatureKind.Float:
                while (values.Read(out float _))
                    count++;
                break;
            case FeatureKind.Int64:
                while (values.Read(out long _))
                    count++;
                break;
        }
        return count;
    }

    /// <summary>The next value of <see cref="FeatureKind.Bytes"/>.</summary>
    public bool Read(out ReadOnlySpan<byte> value)
    {
        while (NextField() is { } tag)
        {
            if (tag == WireTag.Bytes)
            {
                value = _list.ReadBytes();
                return true;
            }
            _list.SkipField(tag);
        }
        value = default;
        return false;
    }

    /// <summary>The next value of <see cref="FeatureKind.Float"/>.</summary>
    public bool Read(out float value)
    {
        var found = ReadNumber(WireTag.Float, out var bits);
        value = BitConverter.UInt32BitsToSingle((uint)bits);
        return found;
    }

    /// <summary>The next value of <see cref="FeatureKind.Int64"/>.</summary>
    public bool Read(out long value)
    {
        var found = ReadNumber(WireTag.Int64, out var bits);
        value = (long)bits;
        return found;
    }

    bool ReadNumber(uint single, out ulong bits)
    {
        while (_packed.AtEnd)
        {
            if (NextField() is not { } tag)
            {
                bits = 0;
                return false;
            }
            if (tag == WireTag.Packed)
            {
                _packed = _list.ReadMessage();
            }
            else if (tag == single)
            {
                bits = ReadOne(ref _list, single);
                return true;
            }
            else
            {
                _list.SkipField(tag);
            }
        }
        bits = ReadOne(ref _packed, single);
        return true;
    }

    static ulong ReadOne(ref WireReader reader, uint single) => single == WireTag.Float ? reader.ReadFixed32() : reader.ReadVarint();

    // The tag of the next field in the lists of the kind; null at the end.
    uint? NextField()
    {
        while (_list.AtEnd)
        {
            if (_feature.AtEnd)
                return null;
            var tag = _feature.ReadTag();
            if (WireTag.Kind(tag) == Kind)
                _list = _feature.ReadMessage();
            else
                _feature.SkipField(tag);
        }
        return _list.ReadTag();
    }
}

namespace SparkTfRecord.Serving.Rows;

/// <summary>The values that one row holds in one column, wide enough for all dtypes: they take the input's own type when a tensor is made.</summary>
abstract record Cell
{
    /// <summary>Number of values; 1 in a scalar column.</summary>
    public abstract int Count { get; }

    /// <summary>The first values.</summary>
    public abstract Cell Take(int count);
}

/// <summary>Whole numbers, booleans (0, 1), days and microseconds.</summary>
sealed record IntegerCell(Int128[] Values) : Cell
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Cell Take(int count) => new IntegerCell(Values[..count]);
}

/// <summary>Floating point numbers and decimals.</summary>
sealed record FloatCell(double[] Values) : Cell
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Cell Take(int count) => new FloatCell(Values[..count]);
}

/// <summary>Text as UTF-8, and binary.</summary>
sealed record BytesCell(byte[][] Values) : Cell
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Cell Take(int count) => new BytesCell(Values[..count]);
}

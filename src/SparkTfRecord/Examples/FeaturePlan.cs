using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using SparkTfRecord.Examples.Writers;

namespace SparkTfRecord.Examples;

/// <summary>How the columns of one schema become features: everything decided once, before the first row.</summary>
sealed class FeaturePlan
{
    readonly BoundFeature[] _features;

    FeaturePlan(BoundFeature[] features) => _features = features;

    /// <summary>Binds each feature to its column; a feature whose column the schema lacks is null in every row.</summary>
    /// <exception cref="NotSupportedException">A column's type has no feature mapping.</exception>
    /// <exception cref="ArgumentException">Two features have one name.</exception>
    public static FeaturePlan Compile(Schema schema, IReadOnlyList<FeatureMapping> features)
    {
        var twice = features.CountBy(mapping => mapping.Feature).FirstOrDefault(name => name.Value > 1).Key;
        if (twice is not null)
            throw new ArgumentException($"two features are named '{twice}'", nameof(features));
        return new FeaturePlan([.. features.Select(mapping => BoundFeature.Bind(schema, mapping))]);
    }

    /// <summary>Whether a feature can be made of a column of this type.</summary>
    public static bool CanWrite(FeatureMapping mapping, IArrowType column)
    {
        try
        {
            FeatureWriterFactory.Create(mapping, column);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>New writers, in the order of the features given to <see cref="Compile"/>.</summary>
    public FeatureWriter[] CreateWriters() => [.. _features.Select(feature => feature.CreateWriter())];

    /// <summary>For each feature the index of its column; -1 where the schema lacks it.</summary>
    public int[] Columns => [.. _features.Select(feature => feature.Column)];

    /// <summary>The features' indexes in the order in which a record holds them, see <see cref="CompareKeys"/>.</summary>
    public int[] RecordOrder
    {
        get
        {
            var order = Enumerable.Range(0, _features.Length).ToArray();
            System.Array.Sort(order, (a, b) => CompareKeys(_features[a].Key, _features[b].Key));
            return order;
        }
    }

    /// <summary>
    /// Orders keys by their UTF-8 bytes, but a key that another one begins with behind that one ("ab" before "a"): so does TensorFlow's
    /// <c>SerializeToString(deterministic=True)</c>, and records shall have the same bytes.
    /// </summary>
    static int CompareKeys(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var common = Math.Min(a.Length, b.Length);
        var order = a[..common].SequenceCompareTo(b[..common]);
        return order != 0 ? order : b.Length.CompareTo(a.Length);
    }

    sealed record BoundFeature(FeatureMapping Mapping, byte[] Key, int Column, IArrowType? Type)
    {
        public static BoundFeature Bind(Schema schema, FeatureMapping mapping)
        {
            var column = schema.GetFieldIndex(mapping.Column, StringComparer.Ordinal);
            var type = column < 0 ? null : schema.GetFieldByIndex(column).DataType;
            var feature = new BoundFeature(mapping, Encoding.UTF8.GetBytes(mapping.Feature), column, type);
            feature.CreateWriter(); // throws for a type without a mapping
            return feature;
        }

        public FeatureWriter CreateWriter() => FeatureWriterFactory.Create(Mapping, Type);
    }
}

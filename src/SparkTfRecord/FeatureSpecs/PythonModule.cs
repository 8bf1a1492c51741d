using System.Globalization;
using System.Text;

namespace SparkTfRecord.FeatureSpecs;

/// <summary>Writes a feature spec as a Python module.</summary>
static class PythonModule
{
    const string Head = """"
        """How TensorFlow reads this data set. Written by sparktfrecord; needs TensorFlow alone.

            train = dataset("path/of/this/directory", batch=128, shuffle=10_000, seed=1)
        """
        import os

        import tensorflow as tf


        """";

    const string ParseExamples = """"


        def parse(records):
            """A batch of serialized examples as a dict of tensors; with a LABEL as (dict of the other features, label)."""
            features = tf.io.parse_example(records, FEATURES)
            return features if LABEL is None else (features, features.pop(LABEL))

        """";

    const string ParseSequenceExamples = """"


        def parse(records):
            """A batch of serialized sequence examples as a dict of tensors; with a LABEL as (dict of the other features, label)."""
            context, sequences, _ = tf.io.parse_sequence_example(records, CONTEXT, SEQUENCES)
            for name in ONE_A_STEP:  # without a dimension for the only value of each step
                sequences[name] = tf.RaggedTensor.from_row_splits(sequences[name].flat_values, sequences[name].row_splits)
            features = {**context, **sequences}
            return features if LABEL is None else (features, features.pop(LABEL))

        """";

    const string ParseBytes = """"


        def parse(records):
            """A batch of records as they are, a tensor of strings; decode them here."""
            return records

        """";

    const string Dataset = """"


        def dataset(root, batch=32, shuffle=0, seed=None):
            """Parsed batches of all shards below root.

            shuffle is the number of records to draw from, 0 keeps the same order every time;
            with a seed the shuffled order is the same every time too.
            """
            names = [os.path.join(root, name.format(i)) for name, count in SHARDS.items() for i in range(count)]
            files = tf.data.Dataset.from_tensor_slices(names)
            if shuffle:
                files = files.shuffle(len(names), seed=seed)
            records = files.interleave(
                lambda file: tf.data.TFRecordDataset(file, compression_type=COMPRESSION),
                cycle_length=min(len(names), 16),
                num_parallel_calls=tf.data.AUTOTUNE,
                deterministic=not shuffle or seed is not None,
            )
            if RECORDS is not None:
                records = records.apply(tf.data.experimental.assert_cardinality(RECORDS))
            if shuffle:
                records = records.shuffle(shuffle, seed=seed)
            return records.batch(batch).map(parse, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)

        """";

    static string DatasetOfSplits { get; } = Dataset
        .Replace("dataset(root, batch", "dataset(root, split, batch", StringComparison.Ordinal)
        .Replace("of all shards below root.", "of the shards of a split below root.", StringComparison.Ordinal)
        .Replace("SHARDS.items()", "SHARDS[split].items()", StringComparison.Ordinal)
        .Replace("""
                if RECORDS is not None:
                    records = records.apply(tf.data.experimental.assert_cardinality(RECORDS))
            """, """
                records = records.apply(tf.data.experimental.assert_cardinality(RECORDS[split]))
            """, StringComparison.Ordinal);

    /// <summary>The module's bytes, UTF-8. Names of features and files go in as literals only, never into comments.</summary>
    public static byte[] Write(FeatureSpec spec)
    {
        var module = new StringBuilder(spec.Splits is [var first, ..] ? Head.Replace("directory\", ", $"directory\", \"{first.Name}\", ", StringComparison.Ordinal) : Head);
        module.Append("COMPRESSION = ").AppendPython(spec.Compression).Append('\n');
        if (spec.RecordType != RecordType.ByteArray)
            AppendLabel(module, spec);
        if (spec.Splits is { } splits)
            AppendSplits(module, splits);
        else
            AppendShards(module, spec);
        switch (spec.RecordType)
        {
            case RecordType.Example:
                AppendFeatures(module, "FEATURES", spec.Features);
                module.Append(ParseExamples);
                break;
            case RecordType.SequenceExample:
                AppendFeatures(module, "CONTEXT", spec.Features.Where(f => f.Part == SequencePart.Context));
                AppendFeatures(module, "SEQUENCES", spec.Features.Where(f => f.Part == SequencePart.Sequence));
                AppendNames(module, "ONE_A_STEP", spec.Features.Where(f => f is { StepShape: not null, Shape: null }));
                module.Append(ParseSequenceExamples);
                break;
            default:
                module.Append(ParseBytes);
                break;
        }
        module.Append(spec.Splits is null ? Dataset : DatasetOfSplits);
        return Encoding.UTF8.GetBytes(module.Replace("\r\n", "\n").ToString());
    }

    static void AppendLabel(StringBuilder module, FeatureSpec spec)
    {
        module.Append("LABEL = ");
        (spec.Label is null ? module.Append("None") : module.AppendPython(spec.Label)).Append('\n');
    }

    static void AppendShards(StringBuilder module, FeatureSpec spec)
    {
        module.Append("RECORDS = ").Append(spec.Records?.ToString(CultureInfo.InvariantCulture) ?? "None").Append('\n');
        module.Append("SHARDS = {\n");
        foreach (var shards in spec.Shards)
            module.Append("    ").AppendPython(shards.Pattern).Append(CultureInfo.InvariantCulture, $": {shards.Count},\n");
        module.Append("}\n");
    }

    static void AppendSplits(StringBuilder module, IReadOnlyList<SplitSpec> splits)
    {
        module.Append("RECORDS = {\n");
        foreach (var split in splits)
            module.Append("    ").AppendPython(split.Name).Append(CultureInfo.InvariantCulture, $": {split.Records},\n");
        module.Append("}\nSHARDS = {\n");
        foreach (var split in splits)
        {
            module.Append("    ").AppendPython(split.Name).Append(": {\n");
            foreach (var shards in split.Shards)
                module.Append("        ").AppendPython(shards.Pattern).Append(CultureInfo.InvariantCulture, $": {shards.Count},\n");
            module.Append("    },\n");
        }
        module.Append("}\n");
    }

    static void AppendFeatures(StringBuilder module, string name, IEnumerable<ParsedFeature> features)
    {
        module.Append(name).Append(" = {\n");
        foreach (var feature in features)
            AppendFeature(module, feature);
        module.Append("}\n");
    }

    static void AppendNames(StringBuilder module, string name, IEnumerable<ParsedFeature> features)
    {
        module.Append(name).Append(" = [\n");
        foreach (var feature in features)
            module.Append("    ").AppendPython(feature.Name).Append(",\n");
        module.Append("]\n");
    }

    static void AppendFeature(StringBuilder module, ParsedFeature feature)
    {
        module.Append("    ").AppendPython(feature.Name).Append(": tf.io.").Append(feature.Parse).Append('(');
        if ((feature.Shape is null ? null : feature.StepShape ?? feature.Shape) is { } shape)
            module.Append('[').AppendJoin(", ", shape).Append("], ");
        module.Append("tf.").Append(feature.Dtype).Append("),");
        if (feature.Nulls > 0)
            module.Append(CultureInfo.InvariantCulture, $"  # no value in {feature.Nulls} records");
        if (feature.Scale is { } scale)
            module.Append(CultureInfo.InvariantCulture, $"  # times 10**-{scale}");
        module.Append('\n');
    }
}

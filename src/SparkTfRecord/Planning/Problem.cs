using System.Text.Json;
using Apache.Arrow.Types;
using SparkTfRecord.Examples;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>The sentences that a plan's problems are told in: where, found, expected, way out.</summary>
static class Problem
{
    public static string Format(string format) => $"input.format '{format}' cannot be read without Spark; use parquet, or start the job by spark-submit.";

    public static string OnlyOnSpark(string key) => $"{key} needs Spark to read the input; start the job by spark-submit, and not in scan mode.";

    public static string NoInput() => "No input: name files, directories or globs, such as 'data/day=*/*.parquet'.";

    public static string NoWarmupWriter() => "warmup: this program makes no warm-up files; give its converter the WarmupWriter of SparkTfRecord.Serving.";

    public static string OutputRemote(string path) =>
        $"Output '{path}': without Spark this program writes to local and mounted filesystems only; name a directory there, such as file:///mnt/out, or let Spark run it (sparktfrecord submit), which writes to HDFS.";

    public static string NoOutput() => "output.path is empty; name the data set's directory.";

    public static string InputMissing(string input) => $"Input '{input}': no such file or directory, and no file matches it; check the path and quote globs in the shell.";

    public static string InputEmpty(string input) =>
        $"Input '{input}': a directory without data files; names that begin with '_' or '.' are passed over unless they are named.";

    public static string InputTwice(string file) => $"Input '{file}' is named more than once, and Spark would read it as often; name every file once.";

    public static string TableLog(string directory, string log)
    {
        var what = log switch { "_delta_log" => "a Delta table", ".hoodie" => "a Hudi table", _ => "the output of a Spark stream" };
        return $"Input '{directory}' is {what}: {log} says which of its files count; read it on Spark, or name the files you mean, such as '{directory}/*.parquet'.";
    }

    public static string PatternInvalid(string input, string reason) => $"Input '{input}': not a pattern ({reason}); write [[] for a bracket that is meant.";

    public static string OutputInsideInput(string output, string input) =>
        $"Output '{output}' is inside the input directory '{input}': the next run would read it as input; choose a directory beside it.";

    public static string InputInsideOutput(string output, string file) =>
        $"Input '{file}' is inside the output '{output}' and would be replaced with it; choose another output.";

    public static string ShardName(string name) =>
        $"output.name '{name}' makes no file name for shards; use 1 to 200 letters, digits, '-', '_' and the like, not beginning with '_' or '.', which readers pass over.";

    public static string ShardCount(int shards) => $"--shards {shards}: 1 to {ShardLayout.Most} are possible.";

    public static string ShardSize(long size) => $"--shard-size {size}: at least 1 byte, such as 128MiB.";

    public static string Codec(string codec) => $"--codec {codec} is unknown: TensorFlow reads none, gzip and zlib.";

    public static string Level(int level) => $"--level {level}: 0 (stored) to 9 (smallest) are possible.";

    public static string LevelWithoutCodec(int level) => $"--level {level} without a codec has no meaning; add --codec gzip or zlib.";

    public static string IndexWithCodec(string codec) => $"--index says where records begin in a file, and those of a compressed one have no such place; leave out --index or --codec {codec}.";

    public static string Threads(int threads) => $"--threads {threads}: at least 1.";

    public static string SplitShares(decimal sum) =>
        $"splits.shares are together {sum.ToString(System.Globalization.CultureInfo.InvariantCulture)}; at least one, each above 0, and together 1, such as --split train=0.8 --split test=0.2.";

    public static string SplitName(string name) =>
        $"Split '{name}' makes no part of a file name; use letters, digits and '_', not beginning with '_'.";

    public static string SplitColumn(string name, ColumnNode node) =>
        $"splits.by '{name}' is {ArrowTypeName.Of(node.Type)}{(node.Path.Count > 0 ? " inside a column" : "")}; a key is made of whole columns of numbers, texts, binaries, dates and timestamps.";

    public static string LimitWithoutPolicy(BadRowLimit limit) =>
        $"badRows.max {limit} without a policy that passes over bad rows has no meaning; add --bad-rows skip or quarantine.";

    public static string QuarantineColumn(string column) =>
        $"Column '{column}' has a name that quarantined rows need ({string.Join(", ", Quarantine.AddedColumns)}); leave it out with --exclude {column}, or choose --bad-rows skip.";

    public static string PartitionColumnTwice(string path, IReadOnlyList<string> names) =>
        $"'{path}': a partition column occurs twice in the path ({string.Join(", ", names)}); name the directory below the first as input.";

    public static string PartitionColumnsDiffer(ListedFile a, ListedFile b) =>
        $"Directories with different partition columns: '{a.Path}' has {Columns(a)}, '{b.Path}' has {Columns(b)}; convert them apart, or name only directories that agree.";

    public static string NoPartitionColumn(string name, IReadOnlyList<string> names) =>
        $"--where: '{name}' is no partition column ({(names.Count == 0 ? "the input has none" : $"these are: {string.Join(", ", names)}")}); filter rows on Spark with input.sql, or partition the input by it.";

    public static string FilterLiteral(string column, PartitionType type, string literal) => type switch
    {
        PartitionType.Int64 => $"--where: {column} is a number and cannot be compared with '{literal}'.",
        PartitionType.Date => $"--where: {column} is a date and cannot be compared with {literal}; write it as '2026-11-22'.",
        _ => $"--where: {column} is a text and cannot be compared with the number {literal}; write '{literal}'.",
    };

    public static string FilterSyntax(string filter, int position, string found, string expected) =>
        $"--where \"{filter}\": {found} at position {position} where {expected} is expected; understood are = != < <= > >= IN, IS NULL, AND, OR, NOT and texts in single quotes.";

    public static string ColumnUnknown(string where, string path, string? nearest, ColumnNode? inside)
    {
        var wayOut = nearest is null ? inside is null ? "; `sparktfrecord plan` lists them." : $"; its type is {ArrowTypeName.Of(inside.Type)}." : $"; did you mean '{nearest}'?";
        return inside is null ? $"{where}: the input has no column '{path}'{wayOut}" : $"{where}: no '{path}' in column '{inside}'{wayOut}";
    }

    public static string ColumnNameAmbiguous(string where, string path, ColumnNode a, ColumnNode b) =>
        $"{where}: '{path}' can be '{a}' or '{b}'; write it as the input does.";

    public static string ChosenBelowWhole(ColumnNode node, ColumnNode whole) => $"columns: '{node}' alone cannot be taken, as {Whole(whole)}; take '{whole}'{Divide(whole)}.";

    public static string ExcludedBelowWhole(ColumnNode node, ColumnNode whole) => $"exclude: '{node}' would be written all the same, as {Whole(whole)}; exclude '{whole}'{Divide(whole)}.";

    public static string FeatureBelowWhole(string feature, ColumnNode node, ColumnNode whole) =>
        $"features.{feature}: '{node}' makes no feature of its own, as {Whole(whole)}; say what you want of '{whole}'{Divide(whole)}.";

    public static string PrivateBelowWhole(string feature, ColumnNode node, ColumnNode whole, string other) =>
        $"features.{feature}.private: '{node}' is also part of feature '{other}', as {Whole(whole)}; make that one private too{Divide(whole)}.";

    static string Whole(ColumnNode node) => $"'{node}' is written whole, {(SparkVector.Is(node.Type) ? "being a Spark ML vector" : "as json")}";

    static string Divide(ColumnNode whole) => SparkVector.Is(whole.Type) ? "" : ", or leave out its 'as'";

    public static string NoFeatures() => "No column is left that makes a feature; check --columns and --exclude.";

    public static string NoRecord(IReadOnlyList<FeatureMapping> features)
    {
        var candidates = features.Where(f => f.Kind == FeatureKind.Bytes && !f.IsList).Select(f => ColumnPath.Of([f.Column, .. f.Path])).Distinct().ToList();
        return $"--record-type ByteArray: the record is one column of bytes, and {(features.Count == 1 ? $"'{features[0].Column}' is {features[0].Type}" : $"{features.Count} columns are chosen")}; "
            + (candidates.Count == 0 ? "none of them is of bytes: choose --record-type Example." : $"choose one with --columns {ShellWord.Of(candidates[0])}{(candidates.Count > 1 ? $", or: {string.Join(", ", candidates.Skip(1))}" : "")}.");
    }

    public static string WarmupOfOtherRecords(RecordType recordType) =>
        $"warmup: requests are made of Examples, not of --record-type {recordType}; leave it out, and make them of the table: sparktfrecord warmup write TABLE --model MODEL.";

    public static string ExpectedSpec(string file, string reason) => $"--expect-spec '{file}' cannot be read ({reason}); name the _feature_spec.json of a data set.";

    public static string SpecDiffers(string file, string difference) => $"--expect-spec '{file}': {difference}; correct the job, or expect the new spec.";

    public static string ColumnTwice(string column, string path, string first, string second) =>
        first == second
            ? $"Column '{column}': '{path}' has two columns of this name; drop them with --exclude {ShellWord.Of(column)}, or rename one upstream."
            : $"Column '{column}': '{path}' has '{first}' and '{second}', which differ in case only; drop them with --exclude {ShellWord.Of(column)}, or rename one upstream.";

    public static string NotSent(string column, string type) =>
        $"Column '{column}': Spark cannot send {type} to workers; drop it with --exclude {ShellWord.Of(column)}, or cast it in --sql.";

    public static string CaseAmbiguous(string name, string path, SchemaColumn a, SchemaColumn b) =>
        $"Column '{name}' of '{path}' can be '{a.Name}' or '{b.Name}' of other files; drop these with --exclude, or rename it upstream.";

    public static string TypesDiffer(SchemaColumn column, IArrowType type, string path) =>
        $"Column '{column.Name}': {ArrowTypeName.Of(column.Type)} in '{column.FirstFile}', {ArrowTypeName.Of(type)} in '{path}'; drop it with --exclude {ShellWord.Of(column.Name)}, or convert the files apart.";

    public static string NoMapping(ColumnNode node) => FeatureTypes.Choices(node.Type) is [FeatureAs.Json] && node.Children.Count == 0
        ? $"Column '{node}': {ArrowTypeName.Of(node.Type)}, lists in lists, has no one mapping; choose nested ragged, flatten or tensor, or as json, or drop it with --exclude {ShellWord.Of(node.ToString())}."
        : $"Column '{node}': {ArrowTypeName.Of(node.Type)} has no feature mapping; drop it with --exclude {ShellWord.Of(node.ToString())}, or flatten it upstream.";

    public static string NotWritten(ColumnNode node, FeatureMapping feature) =>
        $"Column '{node}': this version cannot write {feature.Type} in the form asked for as feature '{feature.Feature}'; leave its options out, or drop it with --exclude {ShellWord.Of(node.ToString())}.";

    public static string AsImpossible(ColumnNode node, FeatureAs wish, IReadOnlyList<FeatureAs> choices) =>
        $"Column '{node}': {ArrowTypeName.Of(node.Type)} cannot be written as {Word(wish)}; {(choices.Count == 0 ? "leave 'as' out" : $"possible: {string.Join(", ", choices.Select(Word))}")}.";

    public static string OptionForOtherType(ColumnNode node, string option, string types) =>
        $"Column '{node}': {option} is for {types}, not for {ArrowTypeName.Of(node.Type)}; leave it out.";

    public static string PartImpossible(string feature, ColumnNode node, RecordType recordType) => recordType == RecordType.SequenceExample
        ? $"features.{feature}.part: only lists, and lists in lists without 'nested', are sequences, not {ArrowTypeName.Of(node.Type)} in the form asked for; leave it out."
        : $"features.{feature}.part: only a SequenceExample has parts; leave it out, or add --record-type SequenceExample.";

    public static string PolicyImpossible(FeatureMapping feature, string key, string reason) => $"features.{feature.Feature}.{key}: {reason}.";

    public static string RaggedCut(string feature, string key) =>
        $"features.{feature}.{key}: values that are left out would be missing from the rows of nested ragged, whose lengths are those of the lists; correct them upstream, or choose flatten.";

    public static string ValueDoesNotFit(FeatureMapping feature, string key, string value) =>
        $"features.{feature.Feature}.{key}: '{value}' is not {(feature.Kind == FeatureKind.Int64 ? "an int64" : "a 32-bit float")}, which the feature holds; write one that is.";

    public static string UnitWithoutTime(ColumnNode node, TimeUnit unit) =>
        $"Column '{node}': unit {TimeUnitWord.Of(unit)} is for timestamps, times and durations that are written as numbers, not for {ArrowTypeName.Of(node.Type)}; leave it out.";

    public static string NoNanoseconds(ColumnNode node) =>
        $"Column '{node}': unit ns: timestamps of 96 bits are read in microseconds; choose another unit, or store it as timestamps of 64 bits upstream.";

    public static string FeatureOfExcludedColumn(string feature, ColumnNode node) =>
        $"features.{feature}: '{node}' is not among the columns to convert; take it into --columns, or out of --exclude.";

    public static string FeatureUnknown(string where, string feature, string? nearest) =>
        $"{where}: there is no feature '{feature}'{(nearest is null ? "; `sparktfrecord plan` lists them." : $"; did you mean '{nearest}'?")}";

    public static string FeatureTwice(string feature, IReadOnlyList<string> columns) =>
        $"Feature '{feature}' would be made of {string.Join(" and ", columns.Select(c => $"'{c}'"))}; drop one with --exclude, or rename it: \"features\": {{ \"new_name\": {{ \"column\": \"{columns[^1]}\" }} }}.";

    public static string LabelTwice(string a, string b) =>
        $"Features '{a}' and '{b}' are both the label; dataset() returns one apart: take label from one of them.";

    public static string FeatureNameless(string column) =>
        $"Column '{column}' makes a feature without a name, which TensorFlow cannot parse; rename it: \"features\": {{ \"new_name\": {{ \"column\": \"{column}\" }} }}.";

    static string Columns(ListedFile file) => file.Keys.Count == 0 ? "none" : string.Join(", ", file.Keys.Select(k => k.Column));

    static string Word(FeatureAs wish) => JsonNamingPolicy.CamelCase.ConvertName(wish.ToString());
}

using Apache.Arrow.Types;

namespace SparkTfRecord.Tests.Types;

/// <summary>A column, what a job says about it, and what must come of it.</summary>
/// <param name="Row">The row of README's tables that it is about: what stands in its first column.</param>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Values">Its values in the table's rows, as <see cref="Support.JsonColumn"/> reads them.</param>
/// <param name="Features">What the job's <c>features</c> say: <c>"name": { … }</c>; empty: nothing.</param>
/// <param name="Expected">
/// Worked out by hand: of a good column for each feature its name and kind, and its values in each row, null where the row has none; floats are those nearest, bytes texts or { "base64": … }.
/// Of a bad column the reason that its bad row is counted by; of an impossible one the problem.
/// </param>
sealed record TypeCase(string Row, string Name, IArrowType Type, string Values, string Features, string Expected);

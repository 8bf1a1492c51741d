using System.Text.Json;

namespace SparkTfRecord.Cli.Output;

/// <summary>The names of enum members as JSON has them.</summary>
static class EnumWord
{
    /// <summary>A member's name in camel case.</summary>
    public static string Of<T>(T member) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}

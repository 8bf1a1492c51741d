using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using SparkTfRecord.FeatureSpecs;
using SparkTfRecord.Tests.Support;

namespace SparkTfRecord.Tests.FeatureSpecs;

public sealed class PythonLiteralTests
{
    [Theory]
    [InlineData("plain name", "\"plain name\"")]
    [InlineData("q\"uo'te", "\"q\\\"uo'te\"")]
    [InlineData("back\\slash", "\"back\\\\slash\"")]
    [InlineData("two\nlines\t", "\"two\\u000alines\\u0009\"")]
    [InlineData("cena_v_Kč", "\"cena_v_Kč\"")]
    [InlineData("价格", "\"价格\"")]
    [InlineData("a\u202Eb", "\"a\\u202eb\"")]
    [InlineData("\U0001F600", "\"\\U0001f600\"")]
    public void AppendPython_Text_IsEscaped(string text, string literal) => Assert.Equal(literal, Literal(text));

    [Fact]
    public void AppendPython_LoneSurrogate_IsEscaped() => Assert.Equal("\"\\ud83d\"", Literal("\uD83D"));

    [Fact]
    public void AppendPython_AnyText_IsReadBackByPython()
    {
        var units = Gen.OneOf(
            Gen.Choose(0, 0x7F).Select(c => (char)c),
            Gen.Elements('"', '\'', '\\', '\n', '\r', '\0', '\u2028', '\u202E', '{', '#'),
            Gen.Choose(0, 0xFFFF).Select(c => (char)c));
        var texts = units.ArrayOf().Select(c => new string(c)).Sample(1000, new FsCheck.Rnd(7, 1), 20).ToList();

        // Python prints the UTF-16 code units that it understood, one line a literal.
        var understood = Python.Run("import ast\nfor line in '''\n" + string.Join('\n', texts.Select(t => Convert.ToHexString(Encoding.UTF8.GetBytes(Literal(t))))) + """
            '''.split():
                text = ast.literal_eval(bytes.fromhex(line).decode())
                print('.' + text.encode('utf-16-le', 'surrogatepass').hex())
            """);

        Assert.Equal(texts.Select(t => "." + string.Concat(t.Select(UnitInHex))), understood.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    static string UnitInHex(char unit) => string.Create(CultureInfo.InvariantCulture, $"{unit & 0xFF:x2}{unit >> 8:x2}");

    static string Literal(string text) => new StringBuilder().AppendPython(text).ToString();
}

using SparkTfRecord.Cli.Output;

namespace SparkTfRecord.Tests.Cli;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(999.6, "1.00 kB")]
    [InlineData(152345, "152 kB")]
    [InlineData(99.94e6, "99.9 MB")]
    [InlineData(99.96e6, "100 MB")]
    [InlineData(2.5e18, "2500 PB")]
    public void Bytes_Number_HasThreeDigits(double bytes, string text) => Assert.Equal(text, Units.Bytes(bytes));

    [Theory]
    [InlineData(12.34, "12.3 rows/s")]
    [InlineData(1234567, "1.23 M rows/s")]
    public void Rows_Speed_HasThreeDigits(double speed, string text) => Assert.Equal(text, Units.Rows(speed));

    [Theory]
    [InlineData(0.1234, "0.12 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7325, "2 h 02 min")]
    public void Time_Duration_NamesTwoUnits(double seconds, string text) => Assert.Equal(text, Units.Time(TimeSpan.FromSeconds(seconds)));
}

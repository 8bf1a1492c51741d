using System.Globalization;
using System.Numerics;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Dates and timestamps as ISO 8601: 2026-11-24, or 2026-11-24T06:05:00.000123Z with the digits of the array's unit.</summary>
/// <param name="perDay">How many units of the array a day has.</param>
/// <param name="fraction">Digits of the fraction of a second; -1 for a date.</param>
/// <param name="utc">Whether the timestamps are instants; those without a zone get no Z.</param>
sealed unsafe class IsoTexts<T>(long perDay, int fraction, bool utc) : FormattedValues where T : unmanaged, IBinaryInteger<T>
{
    const long SecondsPerDay = 86_400;

    T* _values;

    public override void Bind(ArrayData data, PinnedBuffers buffers)
    {
        base.Bind(data, buffers);
        _values = buffers.Values<T>(data);
    }

    protected override int MaxLength => 48;

    protected override int Format(long index, Span<byte> text)
    {
        var value = long.CreateTruncating(_values[index]);
        var (days, rest) = Math.DivRem(value, perDay);
        if (rest < 0)
            (days, rest) = (days - 1, rest + perDay);
        var written = FormatDate(days, text);
        if (fraction < 0)
            return written;

        var (second, part) = Math.DivRem(rest, perDay / SecondsPerDay);
        var time = string.Create(CultureInfo.InvariantCulture, $"T{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");
        if (fraction > 0)
            time += "." + part.ToString(CultureInfo.InvariantCulture).PadLeft(fraction, '0');
        return written + System.Text.Encoding.ASCII.GetBytes(utc ? time + "Z" : time, text[written..]);
    }

    /// <summary>The Gregorian calendar, extended to all years; beyond four digits they have a sign.</summary>
    static int FormatDate(long days, Span<byte> text)
    {
        // Count from 0000-03-01, so that the leap day is a year's last: eras of 400 years have 146097 days.
        days += 719_468;
        var era = Math.DivRem(days, 146_097, out var dayOfEra);
        if (dayOfEra < 0)
            (era, dayOfEra) = (era - 1, dayOfEra + 146_097);
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153; // from March
        var day = dayOfYear - (153 * month + 2) / 5 + 1;
        var year = era * 400 + yearOfEra + (month >= 10 ? 1 : 0);
        month = month >= 10 ? month - 9 : month + 3;

        var sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{month:00}-{day:00}"), text);
    }
}

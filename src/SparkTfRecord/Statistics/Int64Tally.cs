using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Statistics;

/// <summary>Sums up integers exactly; and as long as all lie between 0 and 255 it counts how often each occurs.</summary>
sealed unsafe class Int64Tally(FeatureMapping mapping) : FeatureTally<long>(mapping)
{
    const int Lanes = 4;
    const int Piece = 4096;
    const long Small = 1 << 25; // so that a piece's squares add up to less than 2^63

    long _min = long.MaxValue;
    long _max = long.MinValue;
    long _zeros;
    Int128 _sum;
    UInt128 _squares;
    ulong _squaresHigh; // times 2^128
    long[]? _counts;

    protected override void AddValues(long* values, int count)
    {
        for (var done = 0; done < count; done += Piece)
            AddPiece(values + done, Math.Min(Piece, count - done));
    }

    internal override FeatureStatistics WithValues(FeatureStatistics statistics) => base.WithValues(statistics) with
    {
        Int64 = Values == 0 ? new() : new()
        {
            Count = Values,
            Zeros = _zeros,
            Min = _min,
            Max = _max,
            Sum = (BigInteger)_sum,
            SumOfSquares = ((BigInteger)_squaresHigh << 128) + _squares,
            Distinct = _counts is null ? null : Int64Count.InOrder(_counts.Select((n, value) => new Int64Count(value, n)).Where(c => c.Count > 0)),
        },
    };

    void AddPiece(long* values, int count)
    {
        var (sum, squares) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var (min, max) = (Vector256.Create(values[0]), Vector256.Create(values[0]));
        var zeros = Vector256<long>.Zero;
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var value = Vector256.Load(values + i);
            min = Vector256.Min(min, value);
            max = Vector256.Max(max, value);
            zeros -= Vector256.Equals(value, Vector256<long>.Zero);
            sum += value;
            squares += Square(value);
        }
        var (least, greatest, total, squared) = (values[0], values[0], Vector256.Sum(sum), Vector256.Sum(squares));
        for (var lane = 0; lane < Lanes; lane++)
            (least, greatest) = (Math.Min(least, min[lane]), Math.Max(greatest, max[lane]));
        _zeros += Vector256.Sum(zeros);
        for (; i < count; i++)
        {
            var value = values[i];
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
            _zeros += value == 0 ? 1 : 0;
            total += value;
            squared += value * value;
        }

        if (least < -Small || greatest > Small)
        {
            AddLarge(values, count);
        }
        else
        {
            _sum += total;
            AddSquares((ulong)squared);
        }
        Count(values, count, least, greatest);
        (_min, _max) = (Math.Min(_min, least), Math.Max(_max, greatest));
    }

    // Right for small values; others are added again.
    static Vector256<long> Square(Vector256<long> value) => Avx2.IsSupported ? Avx2.Multiply(value.AsInt32(), value.AsInt32()) : value * value;

    void AddLarge(long* values, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var size = values[i] < 0 ? 0 - (ulong)values[i] : (ulong)values[i];
            _sum += values[i];
            AddSquares((UInt128)size * size);
        }
    }

    void AddSquares(UInt128 squares)
    {
        _squares += squares;
        if (_squares < squares)
            _squaresHigh++;
    }

    void Count(long* values, int count, long least, long greatest)
    {
        if (least < 0 || greatest >= Int64Count.Values)
            _counts = null;
        else if (Values == 0)
            _counts ??= new long[Int64Count.Values];
        if (_counts is null)
            return;
        fixed (long* counts = _counts)
        {
            for (var i = 0; i < count; i++)
                counts[values[i]]++;
        }
    }
}

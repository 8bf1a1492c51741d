using System.Runtime.Intrinsics;
using SparkTfRecord.Examples;

namespace SparkTfRecord.Statistics;

/// <summary>Sums up floats in double precision: their distances from the shard's first finite value, so that a small spread around a large mean is not lost.</summary>
/// <remarks>
/// Rounding makes sums depend on their order, so it is fixed: value i of the shard is added to lane i mod 8, and the lanes are added in pairs at the end. Vectors of
/// any width, scalars and any cut into calls keep it; fused multiply-add would not.
/// </remarks>
sealed unsafe class FloatTally : FeatureTally<float>
{
    const int Lanes = 8;

    Sums _sums;
    float? _pivot;
    long _nan;
    long _infinite;

    public FloatTally(FeatureMapping mapping) : base(mapping)
    {
        for (var lane = 0; lane < Lanes; lane++)
            (_sums.Min[lane], _sums.Max[lane]) = (float.PositiveInfinity, float.NegativeInfinity);
    }

    protected override void AddValues(float* values, int count)
    {
        _pivot ??= FirstFinite(values, count);
        var sums = _sums;
        AddVectors(&sums, values, count, _pivot ?? 0);
        if (!AllFinite(&sums)) // then some value is not: a finite one cannot make a sum overflow
        {
            sums = _sums;
            AddFinite(&sums, values, count, _pivot ?? 0);
        }
        _sums = sums;
    }

    internal override FeatureStatistics WithValues(FeatureStatistics statistics)
    {
        var sums = _sums;
        var (min, max) = (sums.Min[0], sums.Max[0]);
        for (var lane = 1; lane < Lanes; lane++)
            (min, max) = (Math.Min(min, sums.Min[lane]), Math.Max(max, sums.Max[lane]));
        var finite = Values - _nan - _infinite;
        var (sum, squares) = (InPairs(sums.Deviations), InPairs(sums.Squares));
        return base.WithValues(statistics) with
        {
            Float = finite == 0
                ? new() { Nan = _nan, Infinite = _infinite }
                : new()
                {
                    Finite = finite,
                    Nan = _nan,
                    Infinite = _infinite,
                    Zeros = sums.Zeros,
                    Min = min + 0f, // -0 becomes 0
                    Max = max + 0f,
                    Mean = _pivot!.Value + sum / finite,
                    SquaredDeviations = Math.Max(0, squares - sum * sum / finite),
                },
        };
    }

    static double InPairs(double* lanes) => (lanes[0] + lanes[1] + (lanes[2] + lanes[3])) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));

    static float? FirstFinite(float* values, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (float.IsFinite(values[i]))
                return values[i];
        }
        return null;
    }

    static bool AllFinite(Sums* sums) => double.IsFinite(InPairs(sums->Squares));

    void AddVectors(Sums* sums, float* values, int count, double pivot)
    {
        var lane = (int)(Values % Lanes);
        var i = 0;
        for (; lane > 0 && lane < Lanes && i < count; i++)
            sums->Add(lane++, values[i], pivot);

        var (low, high) = (Vector256.Load(sums->Deviations), Vector256.Load(sums->Deviations + 4));
        var (lowSquares, highSquares) = (Vector256.Load(sums->Squares), Vector256.Load(sums->Squares + 4));
        var (min, max) = (Vector256.Load(sums->Min), Vector256.Load(sums->Max));
        var zeros = Vector256<int>.Zero;
        var pivots = Vector256.Create(pivot);
        for (; i <= count - Lanes; i += Lanes)
        {
            var value = Vector256.Load(values + i);
            min = Vector256.MinNative(min, value);
            max = Vector256.MaxNative(max, value);
            zeros -= Vector256.Equals(value, Vector256<float>.Zero).AsInt32();
            var (first, second) = Vector256.Widen(value);
            first -= pivots;
            second -= pivots;
            low += first;
            high += second;
            lowSquares += first * first;
            highSquares += second * second;
        }
        low.Store(sums->Deviations);
        high.Store(sums->Deviations + 4);
        lowSquares.Store(sums->Squares);
        highSquares.Store(sums->Squares + 4);
        min.Store(sums->Min);
        max.Store(sums->Max);
        sums->Zeros += Vector256.Sum(zeros);

        for (lane %= Lanes; i < count; i++)
            sums->Add(lane++, values[i], pivot);
    }

    void AddFinite(Sums* sums, float* values, int count, double pivot)
    {
        for (var i = 0; i < count; i++)
        {
            if (float.IsFinite(values[i]))
                sums->Add((int)((Values + i) % Lanes), values[i], pivot);
            else if (float.IsNaN(values[i]))
                _nan++;
            else
                _infinite++;
        }
    }

    struct Sums
    {
        public fixed double Deviations[Lanes];
        public fixed double Squares[Lanes];
        public fixed float Min[Lanes];
        public fixed float Max[Lanes];
        public long Zeros;

        public void Add(int lane, float value, double pivot)
        {
            var deviation = value - pivot;
            Deviations[lane] += deviation;
            Squares[lane] += deviation * deviation;
            Min[lane] = value < Min[lane] ? value : Min[lane];
            Max[lane] = value > Max[lane] ? value : Max[lane];
            Zeros += value == 0 ? 1 : 0;
        }
    }
}

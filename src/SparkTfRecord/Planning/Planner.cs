using SparkTfRecord.Storage;
using SparkTfRecord.Tasks;

namespace SparkTfRecord.Planning;

/// <summary>Turns a job and the input's footers into a plan, or into the list of everything that is wrong with it.</summary>
sealed class Planner(IInputFormat format, IStorage storage)
{
    /// <summary>Plans a job; reads footers and a small probe for the row size, writes nothing.</summary>
    /// <exception cref="PlanException">All that is wrong with the job.</exception>
    /// <exception cref="InvalidDataException">An input file is damaged.</exception>
    public ConversionPlan Plan(Job job, CancellationToken cancellationToken)
    {
        _ = format;
        _ = storage;
        throw new NotImplementedException();
    }
}

using SparkTfRecord.Spark.Gateway;
using SparkTfRecord.Spark.Worker;

namespace SparkTfRecord.Spark.Session;

/// <summary>
/// Puts a worker behind a table's partitions: what <c>DataFrame.mapInArrow</c> does in PySpark, by the few internal classes of Spark that it needs.
/// Only three of them ever changed between 3.3 and 4.3, so each is asked what it has; no version is compared.
/// </summary>
static class MapInArrow
{
    const int EvalType = 207;
    const string FunctionClass = "org.apache.spark.api.python.PythonFunction";
    const string SimpleFunctionClass = "org.apache.spark.api.python.SimplePythonFunction";
    const string UdfClass = "org.apache.spark.sql.execution.python.UserDefinedPythonFunction";

    /// <summary>A table of what the workers send back: one string column, <c>report</c>.</summary>
    /// <param name="input">The table whose partitions they get, all its columns.</param>
    /// <param name="program">What executors start.</param>
    /// <param name="name">The function's name in Spark's UI.</param>
    /// <param name="command">Goes to every task as it is.</param>
    public static DataFrame Apply(DataFrame input, WorkerProgram program, string name, byte[] command)
    {
        var gateway = input.Session.Gateway;
        try
        {
            using var function = NewFunction(gateway, program, input.Session.Version, command);
            using var udf = NewUdf(gateway, name, function);
            using var empty = gateway.NewList();
            // Without arguments: the worker gets every column all the same, and Spark is spared a call for each.
            using var arguments = gateway.CallStatic<JavaObject>("org.apache.spark.api.python.PythonUtils", "toSeq", empty);
            using var column = udf.Call("apply", arguments);
            return new(input.Session, Call(input.Dataset, column));
        }
        catch (JavaException e) when (e.JavaClass.Length == 0 || !SparkVersion.Parse(input.Session.Version).IsKnown)
        {
            Throw.UnknownSpark(input.Session.Version, e);
            return null;
        }
    }

    static JavaObject NewFunction(JavaGateway gateway, WorkerProgram program, string sparkVersion, byte[] command)
    {
        using var environment = gateway.New("java.util.HashMap"); // Spark adds to it: it must be mutable
        foreach (var (name, value) in program.Environment)
            environment.Do("put", name, value);
        using var includes = gateway.NewList();
        using var broadcasts = gateway.NewList();
        var type = gateway.HasClass(SimpleFunctionClass) ? SimpleFunctionClass : FunctionClass;
        return gateway.New(type, command, environment, includes, program.Path, TaskHeaderReader.VersionText(sparkVersion), broadcasts, JavaArgument.Null);
    }

    /// <summary>Parameters that a later Spark appends have defaults, which Scala compiles to static methods: 4.3 has two.</summary>
    static JavaObject NewUdf(JavaGateway gateway, string name, JavaObject function)
    {
        using var returnType = gateway.CallStatic<JavaObject>("org.apache.spark.sql.types.DataType", "fromDDL", ReportStream.SparkType);
        List<JavaArgument> arguments = [name, function, returnType, EvalType, true];
        var defaults = new List<JavaObject>();
        for (var parameter = arguments.Count + 1; parameter <= ConstructorParameters(gateway); parameter++)
            defaults.Add(gateway.CallStatic<JavaObject>(UdfClass, $"apply$default${parameter}"));
        arguments.AddRange(defaults.Select(d => (JavaArgument)d));
        var udf = gateway.New(UdfClass, [.. arguments]);
        defaults.ForEach(d => d.Dispose());
        return udf;
    }

    static int ConstructorParameters(JavaGateway gateway)
    {
        using var type = gateway.ClassOf(UdfClass);
        using var constructors = type.Call("getConstructors");
        return constructors.Elements().Max(c => c.Call<int>("getParameterCount"));
    }

    /// <summary>The method's name and shape: mapInArrow(column, barrier, resource profile) from 4.0 on, pythonMapInArrow(expression, barrier) in 3.5, without the flag before.</summary>
    static JavaObject Call(JavaObject dataset, JavaObject column)
    {
        if (dataset.TryCall("mapInArrow", column, false, JavaArgument.Null) is { } result)
            return result;
        using var expression = column.Call("expr");
        return dataset.TryCall("pythonMapInArrow", expression, false) ?? dataset.Call("pythonMapInArrow", expression);
    }
}

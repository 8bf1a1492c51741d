using System.Globalization;

namespace SparkTfRecord.Spark.Gateway;

/// <summary>
/// The way into the driver's Java process, in .NET's values. One Java thread serves it for its whole life, one command after the other:
/// what must run beside a long call needs a gateway of its own. Thread-safe, by turns.
/// </summary>
/// <param name="port">Where the gateway server listens on this machine.</param>
/// <param name="secret">What it wants to hear.</param>
/// <exception cref="IOException">Nothing listens there, or the secret is wrong.</exception>
sealed class JavaGateway(int port, string secret) : IDisposable
{
    readonly Py4JConnection _connection = new(port, secret);

    /// <summary>A second connection to the same Java process.</summary>
    public JavaGateway Open() => new(port, secret);

    /// <summary>Makes an object.</summary>
    public JavaObject New(string className, params ReadOnlySpan<JavaArgument> arguments) =>
        Convert<JavaObject>(Send(Py4J.Construct, className, arguments));

    /// <summary>Calls a static method.</summary>
    /// <typeparam name="T">As for <see cref="JavaObject.Call{T}"/>.</typeparam>
    public T CallStatic<T>(string className, string method, params ReadOnlySpan<JavaArgument> arguments) =>
        Convert<T>(Call(Py4J.StaticTarget + className, method, arguments));

    /// <summary>The object of class <c>java.lang.Class</c> for a class.</summary>
    public JavaObject ClassOf(string className) => Convert<JavaObject>(Send(Py4J.GetClass, className, []));

    /// <summary>Whether the Java process knows a class.</summary>
    public bool HasClass(string className) => Send(Py4J.FindName, $"{className}\nrj", []) is [Py4J.Class, ..];

    /// <summary>An <c>ArrayList</c> of some values.</summary>
    public JavaObject NewList(params ReadOnlySpan<JavaArgument> items)
    {
        var list = New("java.util.ArrayList");
        foreach (var item in items)
            list.Do("add", item);
        return list;
    }

    public void Dispose() => _connection.Dispose();

    internal string Call(string target, string method, ReadOnlySpan<JavaArgument> arguments) => Send(Py4J.Call, $"{target}\n{method}", arguments);

    internal int ArrayLength(string id) => Convert<int>(Send(Py4J.ArrayLength, id, []));

    internal JavaObject ArrayItem(string id, int index) => Convert<JavaObject>(Send(Py4J.ArrayItem, id, [index]));

    internal void ReleaseLater(string id) => _connection.ReleaseLater(id);

    /// <summary>Makes a .NET value of one in Py4J's words.</summary>
    internal T Convert<T>(string value)
    {
        object? result = value switch
        {
            [Py4J.Null or Py4J.Void, ..] => null,
            [Py4J.Boolean, ..] => value.Equals("btrue", StringComparison.OrdinalIgnoreCase),
            [Py4J.Integer, ..] => int.Parse(value.AsSpan(1), CultureInfo.InvariantCulture),
            [Py4J.Long, ..] => long.Parse(value.AsSpan(1), CultureInfo.InvariantCulture),
            [Py4J.Double, ..] => double.Parse(value.AsSpan(1), CultureInfo.InvariantCulture),
            [Py4J.String, ..] => Py4J.Unescape(value.AsSpan(1)),
            [Py4J.Bytes, ..] => System.Convert.FromBase64String(value[1..]),
            [var type, ..] when Py4J.References.Contains(type, StringComparison.Ordinal) => new JavaObject(this, value[1..]),
            _ => value,
        };
        if (result is T or null && (result is not null || default(T) is null))
            return (T)result!;
        if (result is int number && typeof(T) == typeof(long))
            return (T)(object)(long)number;
        Throw.UnexpectedType(value, typeof(T));
        return default;
    }

    /// <summary>Sends a command and returns the reply's value.</summary>
    /// <exception cref="JavaException">Java threw.</exception>
    /// <exception cref="IOException">The Java process is gone.</exception>
    string Send(string command, string lines, ReadOnlySpan<JavaArgument> arguments)
    {
        var reply = _connection.Send(command, lines, arguments);
        return reply is [Py4J.Success, ..] ? reply[1..] : throw Failure(reply);
    }

    /// <summary>An error reply holds the id of a Throwable, or Py4J's own words.</summary>
    JavaException Failure(string reply)
    {
        if (reply is not [_, Py4J.Reference, .. var id])
        {
            var text = Py4J.Unescape(reply.AsSpan(Math.Min(2, reply.Length)));
            return new JavaException(text.Split('\n')[0], "", text);
        }
        using var thrown = new JavaObject(this, id);
        using var javaClass = thrown.Call("getClass");
        var name = javaClass.Call<string>("getName");
        var trace = Convert<string>(Send(Py4J.StackTrace, Py4J.Reference + id, []));
        return new JavaException(thrown.Call<string?>("getMessage") is { Length: > 0 } message ? message : name, name, trace);
    }
}

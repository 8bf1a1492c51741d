namespace SparkTfRecord.Spark.Gateway;

/// <summary>An object in the driver's Java process. Py4J keeps it alive there until it is disposed of here, or collected.</summary>
sealed class JavaObject : IDisposable
{
    readonly JavaGateway _gateway;
    bool _released;

    internal JavaObject(JavaGateway gateway, string id)
    {
        _gateway = gateway;
        Id = id;
    }

    ~JavaObject() => Release();

    /// <summary>Py4J's name for it, such as <c>o12</c>.</summary>
    public string Id { get; }

    /// <summary>Calls a method.</summary>
    /// <typeparam name="T">What it returns: string, int, long, bool, double, byte[], <see cref="JavaObject"/>, or object for whichever it is.</typeparam>
    /// <exception cref="JavaException">It threw, or there is no such method.</exception>
    public T Call<T>(string method, params ReadOnlySpan<JavaArgument> arguments) => _gateway.Convert<T>(_gateway.Call(Id, method, arguments));

    /// <summary>Calls a method that returns an object.</summary>
    /// <exception cref="JavaException">It threw, or there is no such method.</exception>
    public JavaObject Call(string method, params ReadOnlySpan<JavaArgument> arguments) => Call<JavaObject>(method, arguments);

    /// <summary>Calls a method that returns an object; null when there is no method of this name that takes these arguments.</summary>
    public JavaObject? TryCall(string method, params ReadOnlySpan<JavaArgument> arguments)
    {
        try
        {
            return Call(method, arguments);
        }
        catch (JavaException e) when (e.IsMissingMethod)
        {
            return null;
        }
    }

    /// <summary>Calls a method for what it does.</summary>
    /// <exception cref="JavaException">It threw, or there is no such method.</exception>
    public void Do(string method, params ReadOnlySpan<JavaArgument> arguments)
    {
        if (_gateway.Convert<object?>(_gateway.Call(Id, method, arguments)) is JavaObject result)
            result.Dispose();
    }

    /// <summary>The same object, called over another connection: this one's may be waiting for a long call.</summary>
    public JavaObject Over(JavaGateway gateway) => new(gateway, Id) { _released = true };

    /// <summary>The elements of an array of objects.</summary>
    public IReadOnlyList<JavaObject> Elements()
    {
        var elements = new JavaObject[_gateway.ArrayLength(Id)];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = _gateway.ArrayItem(Id, i);
        return elements;
    }

    /// <summary>Lets Java forget it.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    void Release()
    {
        if (!_released)
            _gateway.ReleaseLater(Id);
        _released = true;
    }
}

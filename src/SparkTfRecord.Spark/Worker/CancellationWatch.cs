using System.Net.Sockets;

namespace SparkTfRecord.Spark.Worker;

/// <summary>
/// Notices that Spark has given up on a task that no longer reads: once the input has ended, Spark sends nothing until the task's reply,
/// so a socket with something to read and no byte in it has been closed.
/// </summary>
sealed class CancellationWatch(Socket socket) : IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    readonly CancellationTokenSource _cancellation = new();
    Timer? _timer;

    /// <summary>Cancelled when the connection is closed after <see cref="Start"/>.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Begins to watch; to be called when everything Spark sends for the task has been read.</summary>
    public void Start() => _timer ??= new(_ => Look(), null, s_interval, s_interval);

    public void Dispose()
    {
        using var stopped = new ManualResetEvent(false);
        if (_timer is not null && _timer.Dispose(stopped))
            stopped.WaitOne(); // a look under way would cancel a disposed source
        _cancellation.Dispose();
    }

    void Look()
    {
        if (IsClosed())
            _cancellation.Cancel();
    }

    bool IsClosed()
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}

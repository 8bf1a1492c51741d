using SparkTfRecord.Storage;

namespace SparkTfRecord.Publishing;

/// <summary>
/// The right to write a data set: one file, renewed every 10 s by whoever holds it. A holder that is silent for 60 s is taken for dead, and whoever finds it so
/// takes the lease. All ages are differences between the storage's own times, so the clocks of the hosts do not matter.
/// </summary>
sealed class Lease : IDisposable
{
    /// <summary>Silence after which a holder is taken for dead.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    // A lease takes some three hundred bytes; what is longer was put there by something else.
    const long MostBytes = 16 << 10;

    static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(10);

    readonly IStorage _storage;
    readonly string _path;
    readonly LeaseHolder _holder;
    readonly Lock _lock = new();
    readonly Timer _timer;
    bool _released;

    Lease(IStorage storage, string path, LeaseHolder holder)
    {
        _storage = storage;
        _path = path;
        _holder = holder;
        _timer = new Timer(_ => Quietly(Renew), null, s_renewal, s_renewal);
    }

    /// <summary>Takes the lease.</summary>
    /// <exception cref="OutputInUseException">Another job holds it and may be alive.</exception>
    public static Lease Acquire(IStorage storage, string path, LeaseHolder holder)
    {
        var claim = $"{path}.{holder.Job}";
        storage.WriteFile(claim, holder.ToJson());
        try
        {
            while (!TryTake(storage, claim, path))
                TakeAwayDead(storage, path, claim, holder);
        }
        catch
        {
            storage.Delete(claim);
            throw;
        }
        return new(storage, path, holder);
    }

    /// <summary>Refuses when another job may be alive that holds the lease at a path.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="path">The lease file; it need not exist.</param>
    /// <param name="now">A file just written, whose modification time is the storage's present.</param>
    /// <param name="taker">Who asks.</param>
    /// <exception cref="OutputInUseException">The holder may be alive.</exception>
    public static void RequireFree(IStorage storage, string path, string now, LeaseHolder taker)
    {
        if (Read(storage, path) is not var (holder, modified))
            return;
        var silence = storage.Find(now)!.Modified - modified;
        // No living job's lease is far in the future either: it would have been renewed by the storage's present clock.
        if (silence.Duration() < Lifetime && holder?.IsSucceededBy(taker) != true)
            Throw.OutputInUse(path, holder, silence);
    }

    /// <summary>Whether a lease file, or one on its way to become it, is of a process that is known to be dead.</summary>
    public static bool IsOfDeadProcess(IStorage storage, string path) => Read(storage, path)?.Holder?.Process.IsKnownDead == true;

    /// <summary>Renews the lease.</summary>
    /// <exception cref="OutputInUseException">Another job took it because this one was silent for too long.</exception>
    public void Renew()
    {
        lock (_lock)
        {
            if (_released)
                return;
            RequireOwn();
            _storage.WriteFile(_path, _holder.ToJson());
        }
    }

    /// <summary>Makes sure that the lease is still this job's.</summary>
    /// <exception cref="OutputInUseException">Another job took it because this one was silent for too long.</exception>
    public void RequireOwn()
    {
        var (holder, _) = Read(_storage, _path) ?? default;
        if (holder?.Job != _holder.Job)
            Throw.LeaseLost(_path, holder);
    }

    /// <summary>Gives the lease back, if the storage lets it; otherwise the next job finds its holder dead.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            if (!_released)
                Quietly(GiveBack);
            _released = true;
        }
    }

    void GiveBack()
    {
        if (Read(_storage, _path) is var (holder, _) && holder?.Job == _holder.Job)
            _storage.Delete(_path);
    }

    // A failure is not the job's: either the next renewal goes well, or the commit finds the lease lost.
    static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    static bool TryTake(IStorage storage, string claim, string path)
    {
        const int Exists = 17; // EEXIST: a lease stood there, even if another job has taken a dead one away since
        try
        {
            storage.Rename(claim, path);
            return true;
        }
        catch (IOException e) when (storage.Find(claim) is not null && (e.HResult == Exists || storage.Find(path) is not null))
        {
            return false;
        }
    }

    static void TakeAwayDead(IStorage storage, string path, string claim, LeaseHolder taker)
    {
        if (Read(storage, path) is not var (holder, _))
            return;
        RequireFree(storage, path, claim, taker);
        var dead = claim + ".dead";
        try
        {
            storage.Rename(path, dead); // of several that found it dead, one succeeds
        }
        catch (IOException) when (Read(storage, path)?.Holder != holder)
        {
            return;
        }
        // In between, another may have taken it away and put its own there: that one goes back.
        if (Read(storage, dead)?.Holder != holder)
            PutBack(storage, dead, path);
        else
            storage.Delete(dead);
    }

    // If yet another has come meanwhile it holds the lease, and the one that should go back finds its own lost before it publishes.
    static void PutBack(IStorage storage, string taken, string path)
    {
        try
        {
            storage.Rename(taken, path);
        }
        catch (IOException) when (storage.Find(path) is not null)
        {
            storage.Delete(taken);
        }
    }

    // What is no lease has no holder; its age counts all the same.
    static (LeaseHolder? Holder, DateTime Modified)? Read(IStorage storage, string path)
    {
        if (storage.Find(path) is not { } entry)
            return null;
        if (entry.IsDirectory)
            Throw.LeaseIsADirectory(path);
        try
        {
            return (entry.Length > MostBytes ? null : LeaseHolder.FromJson(storage.ReadFile(path)), entry.Modified);
        }
        catch (FileNotFoundException)
        {
            // Given back in between; or a symbolic link that leads nowhere.
            return storage.Find(path) is null ? null : (null, entry.Modified);
        }
    }
}

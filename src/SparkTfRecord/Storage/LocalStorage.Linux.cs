using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SparkTfRecord.Storage;

/// <summary>What .NET does not offer of Linux. By number, because not every C library has the wrappers (musl has no renameat2).</summary>
sealed partial class LocalStorage
{
    // linux/fcntl.h, linux/fs.h, linux/stat.h
    const int WorkingDirectory = -100;
    const uint RenameNoReplace = 1, RenameExchange = 2;
    const int OpenReadOnlyCloseOnExec = 0x80000;
    const uint StatxBasicStats = 0x7FF;
    const ulong StatxAttributeMountRoot = 0x2000;
    const int StatxLength = 256, StatxAttributes = 8, StatxDevice = 136;

    const int NotPermitted = 1, AccessDenied = 13, Exists = 17, Invalid = 22, NoSuchCall = 38, NotEmpty = 39, NotSupported = 95;

    static readonly (int RenameAt2, int Statx) s_calls = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => (316, 332),
        Architecture.Arm64 => (276, 291),
        _ => (0, 0),
    };

    /// <summary>renameat2; false where kernel or filesystem do not know the flag (NFS, old kernels).</summary>
    static bool TryRenameOnLinux(string from, string to, uint flags)
    {
        if (!OperatingSystem.IsLinux() || s_calls.RenameAt2 == 0)
            return false;
        if (RenameAt2(s_calls.RenameAt2, WorkingDirectory, from, WorkingDirectory, to, flags) == 0)
            return true;
        switch (Marshal.GetLastPInvokeError())
        {
            case Invalid or NoSuchCall or NotSupported:
                return false;
            case var error:
                Throw.CannotRename(from, to, error, Marshal.GetPInvokeErrorMessage(error));
                return false;
        }
    }

    /// <summary>A bind mount has its parent's device, and before Linux 5.8 there is no mount-root flag: either tells.</summary>
    static bool IsMountPointOnLinux(string directory)
    {
        Span<byte> own = stackalloc byte[StatxLength], parent = stackalloc byte[StatxLength];
        if (!TryStat(directory, own) || !TryStat(directory + "/..", parent))
            return false;
        return (BinaryPrimitives.ReadUInt64LittleEndian(own[StatxAttributes..]) & StatxAttributeMountRoot) != 0
            || !own.Slice(StatxDevice, 8).SequenceEqual(parent.Slice(StatxDevice, 8));
    }

    static bool TryStat(string path, Span<byte> result) =>
        s_calls.Statx != 0 && Statx(s_calls.Statx, WorkingDirectory, path, 0, StatxBasicStats, ref MemoryMarshal.GetReference(result)) == 0;

    /// <summary>fsync through a descriptor that only reads: also right for directories, which .NET does not open.</summary>
    static void SyncOnLinux(string path)
    {
        var descriptor = Open(path, OpenReadOnlyCloseOnExec);
        if (descriptor < 0)
            Throw.CannotSync(path, Marshal.GetLastPInvokeError());
        var result = FSync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        // Some network and FUSE filesystems refuse it for directories; they order the names themselves.
        if (result != 0 && error is not (Invalid or NoSuchCall or NotSupported))
            Throw.CannotSync(path, error);
    }

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint RenameAt2(nint number, int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint Statx(nint number, int directory, string path, int flags, uint mask, ref byte result);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

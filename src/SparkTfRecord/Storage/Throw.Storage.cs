using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SparkTfRecord;

static partial class Throw
{
    [DoesNotReturn]
    public static void CannotRename(string from, string to, int error, string reason) => throw Error($"cannot rename '{from}' to '{to}': {reason}", error);

    [DoesNotReturn]
    public static void CannotSync(string path, int error) => throw Error($"cannot write '{path}' through to the disk: {Marshal.GetPInvokeErrorMessage(error)}", error);

    // EPERM 1, EACCES 13, as the framework sorts them.
    static Exception Error(string message, int error) =>
        error is 1 or 13 ? new UnauthorizedAccessException(message) : new IOException(message, error);
}

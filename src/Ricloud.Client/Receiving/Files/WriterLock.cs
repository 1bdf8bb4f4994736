using System.IO;

namespace Ricloud.Receiving;

/// <summary>
/// Keeps a file to one writer by a file of its own, since a lock on the file would keep out those who read it as well. Windows
/// has the file itself for one writer, and a device is for all.
/// </summary>
internal sealed class WriterLock(FileStream file) : IDisposable
{
    /// <summary>Takes the lock of a file; null for a device.</summary>
    /// <exception cref="IOException">Somebody else has it.</exception>
    public static WriterLock? Take(string path) => path.StartsWith("/dev/", StringComparison.Ordinal)
        ? null
        : new WriterLock(OwnerOnly.Open(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    public void Dispose()
    {
        try
        {
            File.Delete(file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left of it means nothing.
        }

        file.Dispose();
    }
}

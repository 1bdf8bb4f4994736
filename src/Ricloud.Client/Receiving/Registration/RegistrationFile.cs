using System.IO;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace Ricloud.Receiving;

/// <summary>
/// Keeps what a receiver has changed for one key, and keeps a second receiver from changing the same key meanwhile. A
/// record is whole or isn't there: it is written beside the file and then takes its place.
/// </summary>
internal sealed class RegistrationFile : IDisposable
{
    private readonly FileStream _lock;

    private RegistrationFile(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where a key's record is kept unless the user says otherwise: in the user's own data, named by API and key.</summary>
    /// <param name="api">The API's base address.</param>
    /// <param name="keyId">The key's id.</param>
    /// <returns>A path; its folder may not exist yet.</returns>
    public static string DefaultPath(Uri api, string keyId)
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        using var hash = SHA256.Create();
        var name = hash.ComputeHash(Encoding.UTF8.GetBytes(api.AbsoluteUri + "\n" + keyId));
        var file = "receiver-" + BitConverter.ToString(name, 0, 8).Replace("-", string.Empty).ToLowerInvariant() + ".json";
        return System.IO.Path.Combine(folder.Length > 0 ? folder : System.IO.Path.GetTempPath(), "Ricloud", file);
    }

    /// <summary>Takes the file for this process.</summary>
    /// <param name="path">The file; its folder is made if it isn't there.</param>
    /// <returns>The file, held until it is disposed of.</returns>
    /// <exception cref="RicloudException">Another receiver holds it, or it can't be used.</exception>
    public static RegistrationFile Take(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            return new RegistrationFile(full, OwnerOnly.Open(full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new RicloudException(RicloudErrorKind.StateFileUnusable, $"The state file '{path}' can't be had: another receiver that uses this key may hold it. End that one first, or name another file. ({exception.Message})", exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RicloudException(RicloudErrorKind.StateFileUnusable, $"The state file '{path}' can't be used: {exception.Message} Name another file.", exception);
        }
    }

    /// <summary>Lets go of the file. It stays if it holds a record.</summary>
    public void Dispose() => _lock.Dispose();

    public RegistrationRecord? Read()
    {
        try
        {
            return File.Exists(Path) ? JsonConvert.DeserializeObject<RegistrationRecord>(File.ReadAllText(Path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RicloudException(RicloudErrorKind.StateFileUnusable, $"The state file '{Path}' can't be read: {exception.Message} It says what an earlier run changed. Look whether the key uses the webhook config that it should, then delete the file.", exception);
        }
    }

    public void Write(RegistrationRecord record)
    {
        var next = Path + ".new";
        try
        {
            using (var file = OwnerOnly.Open(next, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                var text = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(record, Formatting.Indented));
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            if (File.Exists(Path))
            {
                File.Replace(next, Path, null);
            }
            else
            {
                File.Move(next, Path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RicloudException(RicloudErrorKind.StateFileUnusable, $"The state file '{Path}' can't be written: {exception.Message} Nothing was changed that isn't in it.", exception);
        }
    }

    /// <exception cref="RicloudException">It can't be deleted.</exception>
    public void Clear()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RicloudException(RicloudErrorKind.StateFileUnusable, $"The state file '{Path}' can't be deleted: {exception.Message} All that it names was undone; delete it.", exception);
        }
    }
}

using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Ricloud.Json;
using Ricloud.Receiving;

namespace Ricloud.Operations;

/// <summary>
/// A file that notes what was done, an object in JSON a line: on the disk when <see cref="Append"/> returns, so that whoever is
/// killed goes on where it was. It is its owner's alone, has one writer at a time, and says on its first line what it is, so that
/// another file is never taken for one.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const string KindName = "journal";

    private static readonly bool IsUnix = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly object _gate = new();
    private readonly WriterLock? _lock;
    private readonly FileStream _file;

    private JournalFile(WriterLock? held, FileStream file)
    {
        _lock = held;
        _file = file;
    }

    /// <summary>Opens it, or makes it, and reads what it has.</summary>
    /// <param name="path">The file. Its folder is there already.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="read">Takes a line.</param>
    /// <exception cref="IOException">It can't be opened, or somebody else writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="BodyFormatException">It is something else.</exception>
    public static JournalFile Open(string path, string kind, Action<Attributes> read)
    {
        var full = Path.GetFullPath(path);
        var held = IsUnix ? WriterLock.Take(full) : null;
        FileStream? file = null;
        try
        {
            file = OwnerOnly.Open(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            JournalFile journal = new(held, file);
            journal.Begin(kind, read);
            return journal;
        }
        catch
        {
            file?.Dispose();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Reads one without writing to it.</summary>
    /// <inheritdoc cref="Open"/>
    public static void Read(string path, string kind, Action<Attributes> read)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _ = ReadLines(file, kind, read);
    }

    /// <summary>Adds a line. For any number of callers at once.</summary>
    /// <exception cref="IOException">It can't be written, for want of space, say.</exception>
    public void Append(Dictionary<string, object?> line)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonText.Write(line) + "\n");
        lock (_gate)
        {
            var before = _file.Position;
            try
            {
                _file.Write(bytes, 0, bytes.Length);
                _file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                _file.SetLength(before);
                throw;
            }
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock?.Dispose();
    }

    private void Begin(string kind, Action<Attributes> read)
    {
        // What a kill has cut short was never done, as far as anybody was told.
        var end = ReadLines(_file, kind, read);
        _file.SetLength(end);
        _file.Position = end;
        if (end == 0)
        {
            Append(new Dictionary<string, object?> { [KindName] = kind });
        }
    }

    /// <returns>Where the last whole line ends.</returns>
    private static long ReadLines(FileStream file, string kind, Action<Attributes> read)
    {
        BufferedStream buffered = new(file, 64 * 1024);
        List<byte> line = [];
        long end = 0;
        for (var next = buffered.ReadByte(); next >= 0; next = buffered.ReadByte())
        {
            line.Add((byte)next);
            if (next == '\n')
            {
                Take([.. line], isFirst: end == 0, kind, read);
                end += line.Count;
                line.Clear();
            }
            else if (end == 0 && line.Count > 256)
            {
                throw Other(kind);
            }
        }

        return end == 0 && line.Count > 0 && line[0] != '{' ? throw Other(kind) : end;
    }

    private static void Take(byte[] line, bool isFirst, string kind, Action<Attributes> read)
    {
        Attributes attributes;
        try
        {
            attributes = JsonBody.Read(line, line.Length);
        }
        catch (BodyFormatException) when (isFirst)
        {
            throw Other(kind);
        }

        if (!isFirst)
        {
            read(attributes);
        }
        else if (attributes.Text(KindName) != kind)
        {
            throw Other(kind);
        }
    }

    private static BodyFormatException Other(string kind) => new($"it isn't a journal of {kind}");
}

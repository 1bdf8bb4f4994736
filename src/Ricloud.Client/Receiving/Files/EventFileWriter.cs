using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Ricloud.Receiving;

/// <summary>
/// Adds received events to a file, one in JSON a line. An event is on the disk when <see cref="Append"/> returns, and
/// not in the file at all when it throws: a file from which a half-written line can't be taken back takes nothing more
/// until it can. The file is its owner's alone.
/// </summary>
internal sealed class EventFileWriter : IDisposable
{
    /// <summary>How many lines are looked at, from the end, for <see cref="RecentIds"/>.</summary>
    public const int RememberedLines = 100_000;

    /// <summary>How many bytes are looked at, from the end, for <see cref="RecentIds"/>.</summary>
    public const long RememberedBytes = 1024L * 1024 * 1024;

    private static readonly bool IsUnix = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly string? _path;
    private readonly WriterLock? _lock;
    private Stream _file;
    private long _start;
    private long _end;
    private bool _isOver;

    private EventFileWriter(string? path, WriterLock? held, Stream file)
    {
        _path = path;
        _lock = held;
        _file = file;
        RecentIds = [];
    }

    /// <summary>
    /// The ids of the events that the file had when it was opened, the oldest first: those of its last 100,000 lines as far
    /// as they are no older than 24 hours and within its last GiB. By then the API doesn't try them again.
    /// </summary>
    public IReadOnlyList<string> RecentIds { get; private set; }

    /// <summary>Whether others than its owner could read or write the file until it was opened here.</summary>
    public bool WasOpenToOthers { get; private set; }

    /// <summary>Opens a file to add to, or makes it. Others may read it meanwhile.</summary>
    /// <param name="path">The file. Its folder is there already.</param>
    /// <param name="now">What time it is; ids of the day before are remembered.</param>
    /// <returns>The writer, for one caller at a time.</returns>
    /// <exception cref="IOException">The file can't be opened, or somebody else writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static EventFileWriter Open(string path, DateTimeOffset now)
    {
        var full = Path.GetFullPath(path);
        var held = IsUnix ? WriterLock.Take(full) : null;
        try
        {
            EventFileWriter writer = new(full, held, OpenFile(full, out var narrowed)) { WasOpenToOthers = narrowed };
            return writer.Begin(now);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>The same on any stream, which takes the place of the file.</summary>
    public static EventFileWriter Open(Stream file, DateTimeOffset now) => new EventFileWriter(null, null, file).Begin(now);

    /// <summary>Adds an event and flushes it to the disk.</summary>
    /// <param name="received">The event.</param>
    /// <exception cref="IOException">It can't be written, for want of space, say. The file is as it was before.</exception>
    public void Append(ReceivedEvent received)
    {
        var line = Encoding.UTF8.GetBytes(EventLine.Write(received) + "\n");
        try
        {
            Settle();
            Write(line);
            if (!IsInPlace())
            {
                // Moved or deleted a moment ago: who looks for the event looks where the file is to be.
                TakeBack();
                Settle();
                Write(line);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // So .NET puts a file that has become too large, and one that may not be written any more.
            throw new IOException(e is ArgumentException ? "The file has reached the size that it may have." : e.Message, e);
        }
    }

    /// <summary>Takes the last line back, since its event wasn't taken after all. What can't be done now is done before the next line.</summary>
    public void TakeBack()
    {
        _end = _start;
        _isOver = true;
        _ = TryCut();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_isOver)
        {
            _ = TryCut();
        }

        _file.Dispose();
        _lock?.Dispose();
    }

    private static FileStream OpenFile(string path, out bool narrowed)
    {
        var file = OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, out narrowed);
        try
        {
            if (IsUnix && file.CanSeek)
            {
                // By another name of the same file it would be found locked as well.
                file.Lock(0, 1);
            }

            return file;
        }
        catch (PlatformNotSupportedException)
        {
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private EventFileWriter Begin(DateTimeOffset now)
    {
        try
        {
            EventFileTail tail = new(_file);
            _start = _end = tail.Repair(cuts: true);
            RecentIds = tail.Ids(RememberedLines, RememberedBytes, now);
            return this;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file end where the next line is to begin, whatever was done to it since the last one.</summary>
    private void Settle()
    {
        if (_isOver)
        {
            Cut();
        }

        if (!IsInPlace())
        {
            var file = OpenFile(_path!, out _);
            _file.Dispose();
            _file = file;
            _end = -1;
        }

        if (_file.Length != _end)
        {
            // Another program has added to it, or emptied it as log rotation does.
            _end = new EventFileTail(_file).Repair(cuts: false);
        }

        _start = _end;
    }

    private void Write(byte[] line)
    {
        var isWritten = false;
        try
        {
            _file.Position = _start;
            _file.Write(line, 0, line.Length);
            Flush();
            _end = _start + line.Length;
            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                TakeBack();
            }
        }
    }

    private bool TryCut()
    {
        try
        {
            Cut();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Cut()
    {
        _file.SetLength(_end);
        Flush();
        _isOver = false;
    }

    private void Flush()
    {
        if (_file is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        else
        {
            _file.Flush();
        }
    }

    /// <summary>
    /// Whether the path still leads to the file, which it doesn't after a rotation: then the two aren't of one length. Windows
    /// lets nobody move an open file.
    /// </summary>
    private bool IsInPlace()
    {
        if (_path is null || !IsUnix)
        {
            return true;
        }

        FileInfo file = new(_path);
        return file.Exists && file.Length == _file.Length;
    }
}

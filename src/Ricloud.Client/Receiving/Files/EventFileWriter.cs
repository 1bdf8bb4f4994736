using System;
using System.IO;
using System.Text;

namespace Ricloud;

/// <summary>
/// Adds received events to a file, one in JSON a line. An event is on the disk when <see cref="Append"/> returns, and
/// not in the file at all when it throws.
/// </summary>
public sealed class EventFileWriter : IDisposable
{
    private readonly FileStream _file;

    private EventFileWriter(FileStream file)
    {
        _file = file;
    }

    /// <summary>Opens a file to add to, or makes it. Others may read it meanwhile.</summary>
    /// <param name="path">The file. Its folder is there already.</param>
    /// <returns>The writer, for one caller at a time.</returns>
    /// <exception cref="IOException">The file can't be opened, or somebody else writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static EventFileWriter Open(string path)
    {
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            EventFileWriter writer = new(file);
            writer.EndTornLine();
            return writer;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds an event and flushes it to the disk.</summary>
    /// <param name="received">The event.</param>
    /// <exception cref="IOException">It can't be written, for want of space, say. The file is as it was before.</exception>
    public void Append(ReceivedEvent received)
    {
        byte[] line = Encoding.UTF8.GetBytes(EventLine.Write(received) + "\n");
        long start = _file.Position;
        bool isWritten = false;
        try
        {
            _file.Write(line, 0, line.Length);
            _file.Flush(flushToDisk: true);
            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                _file.SetLength(start);
                _file.Position = start;
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>A line that a power loss cut short must not swallow the next one.</summary>
    private void EndTornLine()
    {
        if (_file.Length > 0)
        {
            _file.Position = _file.Length - 1;
            if (_file.ReadByte() != '\n')
            {
                _file.WriteByte((byte)'\n');
            }
        }
    }
}

using System.IO;
using Ricloud.PowerShell.Errors;
using Ricloud.Receiving;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The file of <c>-OutFile</c>, with errors that name it.</summary>
internal sealed class EventFile : IDisposable
{
    private readonly EventFileWriter _writer;
    private readonly string _path;

    private EventFile(EventFileWriter writer, string path)
    {
        _writer = writer;
        _path = path;
    }

    /// <summary>The ids of the events that were kept in it lately.</summary>
    public IReadOnlyList<string> RecentIds => _writer.RecentIds;

    /// <summary>Whether others could read or write it until now.</summary>
    public bool WasOpenToOthers => _writer.WasOpenToOthers;

    /// <exception cref="RicloudCommandException">The file can't be opened.</exception>
    public static EventFile Open(string path)
    {
        try
        {
            return new EventFile(EventFileWriter.Open(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RicloudCommandException(RicloudError.OutFileUnusable.Wrap(e, path, path, e.Message));
        }
    }

    /// <exception cref="RicloudCommandException">The event can't be written; the file is as before.</exception>
    public void Append(ReceivedEvent received)
    {
        try
        {
            _writer.Append(received);
        }
        catch (IOException e)
        {
            throw new RicloudCommandException(RicloudError.EventNotKept.Wrap(e, received, received.Id, _path, e.Message));
        }
    }

    /// <summary>Takes the event that was added last back out of it.</summary>
    public void TakeBack() => _writer.TakeBack();

    public void Dispose() => _writer.Dispose();
}

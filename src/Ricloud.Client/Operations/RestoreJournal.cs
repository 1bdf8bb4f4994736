using System.IO;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>Which events were sent again, and which a receiver refused: what an earlier run, or one that was killed, has done.</summary>
internal sealed class RestoreJournal : IDisposable
{
    private const string Kind = "restored events";

    private readonly Dictionary<string, string> _outcomes = new(StringComparer.Ordinal);
    private readonly JournalFile? _file;

    /// <param name="path">The file.</param>
    /// <param name="isRead">Whether it is only read, and may not be there.</param>
    /// <inheritdoc cref="JournalFile.Open"/>
    public RestoreJournal(string path, bool isRead)
    {
        if (!isRead)
        {
            _file = JournalFile.Open(path, Kind, Read);
        }
        else if (File.Exists(path))
        {
            JournalFile.Read(path, Kind, Read);
        }
    }

    /// <summary>What an earlier run has done with an event; <see langword="null"/> for nothing.</summary>
    public string? this[object id] => _outcomes.TryGetValue(ApiId.Text(id)!, out var outcome) ? outcome : null;

    /// <summary>Notes what became of an event that a receiver has answered. For any number of callers at once.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Note(EventRestoration done) => _file?.Append(new Dictionary<string, object?>
    {
        ["id"] = done.Id,
        ["outcome"] = done.Outcome,
        ["status"] = done.StatusCode,
        ["webhook_config"] = done.WebhookConfig,
        ["at"] = IsoDate.Format(DateTimeOffset.UtcNow),
    });

    public void Dispose() => _file?.Dispose();

    private void Read(Attributes line) => _outcomes[ApiId.Text(line.Id("id"))!] = line.Text("outcome") ?? RestoreOutcome.Sent;
}

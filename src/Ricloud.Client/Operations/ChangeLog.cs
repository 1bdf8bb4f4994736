using System.IO;
using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>
/// A file with what was changed, from what and to what: a line before a change is sent, one when it was made, one when it was
/// undone. Those of one process that name the same file write to it together; another process is kept out meanwhile.
/// </summary>
internal sealed class ChangeLog : IDisposable
{
    private const string Kind = "changes";

    private static readonly Dictionary<string, ChangeLog> InUse = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly Dictionary<string, LoggedChange> _byNumber = new(StringComparer.Ordinal);
    private readonly List<LoggedChange> _changes = [];
    private readonly JournalFile? _file;
    private int _users;

    private ChangeLog(string path, bool isRead)
    {
        _path = path;
        if (isRead)
        {
            JournalFile.Read(path, Kind, Read);
        }
        else
        {
            _file = JournalFile.Open(path, Kind, Read);
        }
    }

    /// <summary>What is to be undone, the newest first.</summary>
    public IReadOnlyList<LoggedChange> Changes
    {
        get
        {
            lock (_changes)
            {
                return [.. Enumerable.Reverse(_changes).Where(change => !change.IsUndone)];
            }
        }
    }

    /// <summary>Opens one to write to, and makes it where it isn't there.</summary>
    /// <inheritdoc cref="JournalFile.Open"/>
    public static ChangeLog Open(string path)
    {
        path = Path.GetFullPath(path);
        lock (InUse)
        {
            if (!InUse.TryGetValue(path, out var log))
            {
                InUse[path] = log = new ChangeLog(path, isRead: false);
            }

            log._users++;
            return log;
        }
    }

    /// <summary>Opens one that is there.</summary>
    /// <inheritdoc cref="JournalFile.Open"/>
    public static ChangeLog OpenExisting(string path)
    {
        using (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            return Open(path);
        }
    }

    /// <summary>Reads one without writing to it.</summary>
    /// <inheritdoc cref="JournalFile.Open"/>
    public static ChangeLog Read(string path) => new(path, isRead: true);

    /// <summary>Notes what is about to be changed. For any number of callers at once.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public LoggedChange Begin(ApiResource before, IReadOnlyDictionary<string, object?> wanted)
    {
        var (resource, id, organisation) = Name(before);
        LoggedChange change = new()
        {
            Number = Guid.NewGuid().ToString("N"),
            Resource = resource,
            Id = id,
            Api = before.Origin?.BaseAddress.AbsoluteUri,
            Organisation = organisation,
            Date = DateTimeOffset.UtcNow,
            Before = ChangeValues.Of(before),
            Wanted = wanted,
        };
        _file!.Append(change.ToLine());
        Add(change);
        return change;
    }

    /// <summary>Notes that a change was made.</summary>
    /// <inheritdoc cref="Begin"/>
    public void Note(LoggedChange change, ApiResource after)
    {
        change.After = ChangeValues.Of(after);
        _file!.Append(new Dictionary<string, object?> { ["made"] = change.Number, ["after"] = change.After, ["at"] = Now });
    }

    /// <summary>Notes that a change was undone.</summary>
    /// <inheritdoc cref="Begin"/>
    /// <returns>The change.</returns>
    public LoggedChange NoteUndone(LoggedChange change)
    {
        change.IsUndone = true;
        _file!.Append(new Dictionary<string, object?> { ["undone"] = change.Number, ["at"] = Now });
        return change;
    }

    public void Dispose()
    {
        lock (InUse)
        {
            if (_file is not null && --_users == 0)
            {
                _ = InUse.Remove(_path);
                _file.Dispose();
            }
        }
    }

    private static (string Resource, object Id, object? Organisation) Name(ApiResource item) => item switch
    {
        WebhookConfig config => (ResourceType.WebhookConfig, config.Id, config.Organisation),
        Key key => (ResourceType.Key, key.Id, key.Organisation),
        Organisation organisation => (ResourceType.Organisation, organisation.Id ?? ResourceType.Organisation, organisation.Id),
        _ => throw new ArgumentException($"Changes of a {item.GetType()} aren't logged.", nameof(item)),
    };

    private static string Now => IsoDate.Format(DateTimeOffset.UtcNow);

    private void Read(Attributes line)
    {
        if (line.Text("made") is { } made)
        {
            Known(made).After = line.Nested("after")?.All() ?? throw line.Missing("after");
        }
        else if (line.Text("undone") is { } undone)
        {
            Known(undone).IsUndone = true;
        }
        else
        {
            Add(LoggedChange.From(line));
        }
    }

    private LoggedChange Known(string number) => _byNumber.TryGetValue(number, out var change) ? change : throw new BodyFormatException($"it has no change {number}");

    private void Add(LoggedChange change)
    {
        lock (_changes)
        {
            _changes.Add(change);
            _byNumber[change.Number] = change;
        }
    }
}

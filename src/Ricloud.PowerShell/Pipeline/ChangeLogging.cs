using System.IO;
using Ricloud.Http;
using Ricloud.Json;
using Ricloud.Operations;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The log that a command keeps of what it changes, if it is to keep one.</summary>
internal sealed class ChangeLogging : IDisposable
{
    /// <summary>None is kept.</summary>
    public static readonly ChangeLogging None = new(null, null);

    private readonly string? _path;
    private readonly ChangeLog? _log;

    private ChangeLogging(string? path, ChangeLog? log)
    {
        _path = path;
        _log = log;
    }

    /// <summary>Opens the file, or ends the command.</summary>
    /// <returns>The log; <see cref="None"/> where none is wanted, or nothing is changed.</returns>
    public static ChangeLogging Begin(RicloudSessionCmdlet cmdlet, string? path)
    {
        if (path is null || cmdlet.IsWhatIf)
        {
            return None;
        }

        var file = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
        return cmdlet.Own(cmdlet.Require(() => new ChangeLogging(file, Open(() => ChangeLog.Open(file), file))));
    }

    /// <summary>Does something with a log's file.</summary>
    /// <exception cref="RicloudCommandException">That can't be done.</exception>
    public static T Open<T>(Func<T> work, string path)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BodyFormatException)
        {
            throw new RicloudCommandException(RicloudError.ChangeLogUnusable.Wrap(e, path, path, e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Makes a change, and notes it before and after if a log is kept.</summary>
    /// <exception cref="RicloudCommandException">It can't be noted, and was not made.</exception>
    public async Task<T> MakeAsync<T>(ItemContext context, IReadOnlyDictionary<string, object?> wanted, Func<Call, Task<T>> read, Func<Call, Task<T>> change)
        where T : ApiResource
    {
        if (_log is null)
        {
            return await change(context.Changing).ConfigureAwait(false);
        }

        var before = await read(context.Reading).ConfigureAwait(false);
        var logged = Open(() => _log.Begin(before, wanted), _path!);
        var after = await change(context.Changing).ConfigureAwait(false);
        try
        {
            _log.Note(logged, after);
        }
        catch (IOException e)
        {
            // What was wanted is in the file, and tells the same.
            context.Reading.Observer?.Noticed(new RicloudNotice { Message = Texts.ChangeHalfLogged(_path!, e.Message.TrimEnd('.')) });
        }

        return after;
    }

    public void Dispose() => _log?.Dispose();
}

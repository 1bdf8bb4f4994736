using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Retrieval;

/// <summary>What must be before anything is retrieved. Which status and code each refusal has is assumed.</summary>
internal static class Admission
{
    /// <exception cref="RefusedException">There is no valid storage config for a key's results: 400 unconfigured.</exception>
    public static void RequireStorage(Session session, long keyId)
    {
        if (Queries.StorageConfigOfKey(session, keyId) is not { } config)
        {
            throw new RefusedException(
                400, ErrorCode.Unconfigured, "The organisation has no valid storage config: results couldn't be stored. Make one at /configs/storage.");
        }

        if (config.State != State.Valid)
        {
            throw new RefusedException(
                400, ErrorCode.Unconfigured,
                $"Storage config {config.Id}, to which this key's results go, is {config.State}: it must be valid. Change it, test it, or choose another.");
        }
    }

    /// <exception cref="RefusedException">The session isn't active: 400 session-expired.</exception>
    public static void RequireActive(Row session)
    {
        if (session.State != State.Active)
        {
            throw new RefusedException(400, ErrorCode.SessionExpired, $"Session {session.Id} is {session.State}: a new session is needed.");
        }
    }

    /// <exception cref="RefusedException">The organisation's permissions don't have one of these scopes: 403 missing-scope.</exception>
    public static void RequireScopes(Session session, params IEnumerable<(string Kind, string Name)> needed)
    {
        using var scopes = JsonDocument.Parse(Queries.Permissions(session).Text("scopes"));
        foreach (var (kind, name) in needed.Distinct())
        {
            if (!Payloads.Allows(scopes.RootElement, kind, name))
            {
                throw new RefusedException(403, ErrorCode.MissingScope, $"The organisation's permissions have no scope for {kind}:{name}.");
            }
        }
    }

    /// <summary>The scopes that a poll needs.</summary>
    public static IEnumerable<(string Kind, string Name)> ScopesOf(string sourceType, JsonElement payload) =>
        Payloads.EntriesOf(payload).SelectMany(IEnumerable<(string Kind, string Name)> (entry) => entry.List switch
        {
            "data_types" => [("task_type", Assumed.TaskTypeOf(sourceType, entry.List)), ("data_type", entry.Entry)],
            "files" => [("task_type", Assumed.TaskTypeOf(sourceType, entry.List)), ("file_type", ResultContent.FileType)],
            _ => [("task_type", Assumed.TaskTypeOf(sourceType, entry.List))],
        }).Prepend(("source_type", sourceType));

    /// <summary>The session's source, or the child of it that is asked for.</summary>
    /// <exception cref="RefusedException">It is neither: 400.</exception>
    public static Row SourceOf(Session session, Row of, long? wanted)
    {
        var source = Rows.Find(session, Resources.Source, wanted ?? of.Number("source"))!;
        if (source.Id == of.Number("source") || source.NumberOrNull("parent") == of.Number("source"))
        {
            return source;
        }

        throw Problems.Of($"It must be the source of session {of.Id}, or a child of that.", "source");
    }
}

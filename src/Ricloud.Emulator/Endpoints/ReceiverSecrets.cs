using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>Finds the secrets that a request to a built-in receiver may be signed with.</summary>
internal static class ReceiverSecrets
{
    // Events that didn't come from here are rare, and nobody's request may cost a look at every config.
    private const int MaximumConfigsSearched = 1000;

    public static IReadOnlyList<string> Find(Session session, string receiver, string? eventId)
    {
        var id = eventId is null ? null : EventId.Normalise(eventId);
        var secret = id is null
            ? null
            : session.First(
                "SELECT secret FROM webhook_configs WHERE id = (SELECT webhook_config FROM events WHERE id = ?1)", row => row.Text(0), id);
        return secret is not null
            ? [secret]
            : session.All(
                $"""
                SELECT secret FROM (SELECT url, secret FROM webhook_configs ORDER BY id DESC LIMIT {MaximumConfigsSearched})
                WHERE instr(url, ?1) > 0
                """,
                row => row.Text(0), $"{ThisEmulator.Prefix}/receiver/{receiver}");
    }
}

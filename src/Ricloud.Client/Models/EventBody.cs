using System.Text;
using Ricloud.Json;

namespace Ricloud.Models;

/// <summary>Writes an event the way the API delivers it.</summary>
internal static class EventBody
{
    public static byte[] Write(RicloudEvent occurrence)
    {
        Dictionary<string, object?> body = new(StringComparer.Ordinal)
        {
            ["id"] = occurrence.Id,
            ["resource"] = occurrence.Resource,
            ["type"] = occurrence.Type,
            ["action"] = occurrence.Action,
            ["data"] = Plain(occurrence.Data),
            ["state"] = occurrence.State,
            ["retries"] = occurrence.Retries,
            ["date_created"] = occurrence.DateCreated,
            ["date_delivered"] = occurrence.DateDelivered,
        };
        foreach (var unknown in occurrence.AdditionalProperties)
        {
            body[unknown.Key] = Plain(unknown.Value);
        }

        return Encoding.UTF8.GetBytes(JsonText.Write(body));
    }

    /// <summary>A receiver is to get what the API would send it, and there a secret is a text.</summary>
    private static object? Plain(object? value) => value switch
    {
        RicloudSecret secret => secret.Reveal(),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(m => m.Key, m => Plain(m.Value), StringComparer.Ordinal),
        IReadOnlyList<object?> elements => elements.Select(Plain).ToList(),
        _ => value,
    };
}

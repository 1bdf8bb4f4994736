using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>Something that happened, as the API keeps it and delivers it to receivers (API contract: documented).</summary>
public class RicloudEvent : ApiResource
{
    /// <summary>Makes an event that nothing is known of yet.</summary>
    public RicloudEvent()
    {
    }

    private protected RicloudEvent(RicloudEvent content)
    {
        Id = content.Id;
        Resource = content.Resource;
        Type = content.Type;
        Action = content.Action;
        Data = content.Data;
        State = content.State;
        Retries = content.Retries;
        DateCreated = content.DateCreated;
        DateDelivered = content.DateDelivered;
        AdditionalProperties = content.AdditionalProperties;
        Origin = content.Origin;
    }

    /// <summary>The id; the API sends a UUID as text. A number is a <see cref="long"/>.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary>Always <c>event</c>.</summary>
    public string Resource { get; init; } = ResourceType.Event;

    /// <summary>The type of what it happened to, e.g. <c>task</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What happened, e.g. <c>succeeded</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The whole object that it happened to, as plain values; a credential in it is a <see cref="RicloudSecret"/>.</summary>
    public object? Data { get; init; }

    /// <summary>One of <see cref="RicloudEventState"/>, or a state that the API has added since.</summary>
    public string? State { get; init; }

    /// <summary>How often its delivery was tried again.</summary>
    public long? Retries { get; init; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>When a receiver took it, in local time; <see langword="null"/> before.</summary>
    public DateTime? DateDelivered { get; init; }

    /// <summary>Whether it was read from a body that holds a credential.</summary>
    internal bool HasSecrets { get; init; }

    /// <summary>Reads an event from the JSON that a receiver got.</summary>
    /// <param name="json">The body, in UTF-8.</param>
    /// <returns>The event.</returns>
    /// <exception cref="FormatException">It isn't JSON, or not an event.</exception>
    public static RicloudEvent Parse(byte[] json)
    {
        try
        {
            return From(JsonBody.Read(json, json.Length));
        }
        catch (BodyFormatException exception)
        {
            throw new FormatException($"This isn't an event: {exception.Message}.", exception);
        }
    }

    /// <summary>Reads it from what the API has sent.</summary>
    internal static RicloudEvent From(Attributes json) => new()
    {
        Id = json.Id("id"),
        Resource = json.Text("resource") ?? ResourceType.Event,
        Type = json.Text("type"),
        Action = json.Text("action"),
        Data = json.Plain("data"),
        State = json.Text("state"),
        Retries = json.Count("retries"),
        DateCreated = json.Date("date_created"),
        DateDelivered = json.Date("date_delivered"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
        HasSecrets = json.HasSecrets,
    };

    /// <summary>Shows id and what happened.</summary>
    /// <returns>One line.</returns>
    public sealed override string ToString() => TerminalText.Of($"RicloudEvent {ApiId.Text(Id)} {Type}.{Action}");
}

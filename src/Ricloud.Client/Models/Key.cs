using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>A key that the API is used with.</summary>
public sealed class Key : ApiResource
{
    /// <summary>The id: an <see cref="long"/> where the API sends a number, as it does; text where it sends text.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary>Always <c>key</c>.</summary>
    public string Resource { get; init; } = ResourceType.Key;

    /// <summary>The id of the organisation it belongs to.</summary>
    public object? Organisation { get; init; }

    /// <summary>One of <see cref="KeyType"/>, or a type that the API has added since.</summary>
    public string? Type { get; init; }

    /// <summary>The id of its own storage config; <see langword="null"/> uses the organisation's default.</summary>
    public object? StorageConfig { get; init; }

    /// <summary>The id of its own webhook config; <see langword="null"/> uses the organisation's default.</summary>
    public object? WebhookConfig { get; init; }

    /// <summary>The token that goes with each request; <see langword="null"/> when the API left it out.</summary>
    internal RicloudSecret? Token { get; init; }

    /// <summary>Its own settings as plain values, such as <c>publish_source_files</c>.</summary>
    public object? Config { get; init; }

    /// <summary>What of these says whether files come with what their source knows of them; <see langword="null"/> where nothing does.</summary>
    internal object? PublishSourceFiles => Config is IReadOnlyDictionary<string, object?> config && config.TryGetValue("publish_source_files", out var value) ? value : null;

    /// <summary>One of <see cref="KeyState"/>, or a state that the API has added since.</summary>
    public string? State { get; init; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>When it stops working, in local time; <see langword="null"/> for never.</summary>
    public DateTime? DateExpires { get; init; }

    /// <summary>Gives the token as text.</summary>
    /// <returns>The token, or <see langword="null"/> when the API left it out.</returns>
    public string? RevealToken() => Token?.Reveal();

    /// <summary>Reads it from what the API has sent.</summary>
    internal static Key From(Attributes json) => new()
    {
        Id = json.Id("id"),
        Resource = json.Text("resource") ?? ResourceType.Key,
        Organisation = json.Reference("organisation"),
        Type = json.Text("type"),
        StorageConfig = json.Reference("storage_config"),
        WebhookConfig = json.Reference("webhook_config"),
        Token = json.Secret("token"),
        Config = json.Plain("config"),
        State = json.Text("state"),
        DateCreated = json.Date("date_created"),
        DateExpires = json.Date("date_expires"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
    };

    /// <summary>Shows id, type and state; never the token.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"Key {ApiId.Text(Id)} ({State}) {Type}");
}

using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>The organisation that the key in use belongs to (API contract: documented).</summary>
public sealed class Organisation : ApiResource
{
    /// <summary>The id: an <see cref="long"/> where the API sends a number, as it does; text where it sends text.</summary>
    public object? Id { get; init; }

    /// <summary>Always <c>organisation</c>.</summary>
    public string Resource { get; init; } = ResourceType.Organisation;

    /// <summary>The name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The name for addresses.</summary>
    public string? Slug { get; init; }

    /// <summary><c>standard</c> or <c>super</c>, or a type that the API has added since.</summary>
    public string? Type { get; init; }

    /// <summary>The version of the API that it uses.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The permissions as plain values.</summary>
    public object? Permissions { get; init; }

    /// <summary>The storage configs that came with it; there may be more, see <see cref="RicloudList{T}.HasMore"/>.</summary>
    public RicloudList<StorageConfig>? StorageConfigs { get; init; }

    /// <summary>The webhook configs that came with it; there may be more, see <see cref="RicloudList{T}.HasMore"/>.</summary>
    public RicloudList<WebhookConfig>? WebhookConfigs { get; init; }

    /// <summary>The id of the storage config that keys without one of their own use.</summary>
    public object? StorageConfigDefault { get; init; }

    /// <summary>The id of the webhook config that keys without one of their own use.</summary>
    public object? WebhookConfigDefault { get; init; }

    /// <summary>Its settings as plain values, such as <c>publish_source_files</c>, for keys that have none of their own.</summary>
    public object? Config { get; init; }

    /// <summary>One of <see cref="OrganisationState"/>, or a state that the API has added since.</summary>
    public string? State { get; init; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>Reads it from what the API has sent.</summary>
    internal static Organisation From(Attributes json) => new()
    {
        Id = json.Reference("id"),
        Resource = json.Text("resource") ?? ResourceType.Organisation,
        Name = json.Text("name"),
        Slug = json.Text("slug"),
        Type = json.Text("type"),
        ApiVersion = json.Text("api_version"),
        Permissions = json.Plain("permissions"),
        StorageConfigs = json.Nested("storage_configs") is { } places ? RicloudList<StorageConfig>.From(places, Ricloud.StorageConfig.From, isNested: true) : null,
        WebhookConfigs = json.Nested("webhook_configs") is { } configs ? RicloudList<WebhookConfig>.From(configs, Ricloud.WebhookConfig.From, isNested: true) : null,
        StorageConfigDefault = json.Reference("storage_config_default"),
        WebhookConfigDefault = json.Reference("webhook_config_default"),
        Config = json.Plain("config"),
        State = json.Text("state"),
        DateCreated = json.Date("date_created"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
    };

    /// <summary>Shows id, state and name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"Organisation {ApiId.Text(Id)} ({State}) {Name}");
}

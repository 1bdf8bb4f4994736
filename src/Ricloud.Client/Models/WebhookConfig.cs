using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>Where and how the API delivers an organisation's events (API contract: documented).</summary>
public sealed class WebhookConfig : ApiResource, IRicloudConfig
{
    /// <summary>The id: an <see cref="long"/> where the API sends a number, as it does; text where it sends text.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary>Always <c>webhook_config</c>.</summary>
    public string Resource { get; init; } = ResourceType.WebhookConfig;

    /// <summary>The id of the organisation it belongs to.</summary>
    public object? Organisation { get; init; }

    /// <summary>The receiver's address, exactly as it was given.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>What deliveries are signed with; <see langword="null"/> when the API left it out.</summary>
    internal RicloudSecret? Secret { get; init; }

    /// <summary>One of <see cref="ConfigState"/>, or a state that the API has added since.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>When it was made, in local time, to the microsecond.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>Gives the secret as text.</summary>
    /// <returns>The secret, or <see langword="null"/> when the API left it out.</returns>
    public string? RevealSecret() => Secret?.Reveal();

    /// <summary>Reads it from what the API has sent.</summary>
    internal static WebhookConfig From(Attributes json) => new()
    {
        Id = json.Id("id"),
        Resource = json.Text("resource") ?? ResourceType.WebhookConfig,
        Organisation = json.Reference("organisation"),
        Url = json.Text("url") ?? string.Empty,
        Secret = json.Secret("secret"),
        State = json.Text("state") ?? string.Empty,
        DateCreated = json.Date("date_created"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
    };

    /// <summary>Shows id, state and address; never the secret.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"WebhookConfig {ApiId.Text(Id)} ({State}) {Url}");
}

using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>Where the API stores what an organisation's polls find (API contract: documented).</summary>
public sealed class StorageConfig : ApiResource, IRicloudConfig
{
    /// <inheritdoc/>
    public object Id { get; init; } = string.Empty;

    /// <summary>Always <c>storage_config</c>.</summary>
    public string Resource { get; init; } = ResourceType.StorageConfig;

    /// <inheritdoc/>
    public object? Organisation { get; init; }

    /// <summary>The service: <c>gs</c> for Google Cloud Storage, <c>s3</c> for Amazon S3. The API takes it from the address.</summary>
    public string? Type { get; init; }

    /// <summary>The bucket and the path in it, <c>gs://bucket/path</c> or <c>s3://bucket/path</c>.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>What the API answers for its credentials, hidden; it answers none (API contract: assumed).</summary>
    internal object? Credentials { get; init; }

    /// <summary>Whether results come with a signed URL; <see langword="null"/> when the API left it out.</summary>
    public bool? SignedUrlsEnabled { get; init; }

    /// <summary>How many seconds a signed URL is good; <see langword="null"/> for the API's own default.</summary>
    public long? SignedUrlsExpiry { get; init; }

    /// <inheritdoc/>
    public string State { get; init; } = string.Empty;

    /// <inheritdoc/>
    public DateTime? DateCreated { get; init; }

    /// <summary>Reads it from what the API has sent.</summary>
    internal static StorageConfig From(Attributes json) => new()
    {
        Id = json.Id("id"),
        Resource = json.Text("resource") ?? ResourceType.StorageConfig,
        Organisation = json.Reference("organisation"),
        Type = json.Text("type"),
        Url = json.Text("url") ?? string.Empty,
        Credentials = json.Hidden("credentials"),
        SignedUrlsEnabled = json.FlagOrNull("signed_urls_enabled"),
        SignedUrlsExpiry = json.Count("signed_urls_expiry"),
        State = json.Text("state") ?? string.Empty,
        DateCreated = json.Date("date_created"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
    };

    /// <summary>Shows id, state and address; never the credentials.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"StorageConfig {ApiId.Text(Id)} ({State}) {Url}");
}

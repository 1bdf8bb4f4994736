using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What is changed about an organisation. Only what is set is sent; something must be.</summary>
internal sealed class OrganisationUpdate
{
    /// <summary>The id of the webhook config that keys without one of their own use, or <see langword="null"/> for none.</summary>
    public Optional<string?> WebhookConfigDefault { get; init; }

    /// <summary>The id of the storage config that keys without one of their own use, or <see langword="null"/> for none.</summary>
    public Optional<string?> StorageConfigDefault { get; init; }
}

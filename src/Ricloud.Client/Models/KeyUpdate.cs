using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What is changed about a key. Only what is set is sent; something must be.</summary>
internal sealed class KeyUpdate
{
    /// <summary>The id of its own webhook config, or <see langword="null"/> to use the organisation's default.</summary>
    public Optional<string?> WebhookConfig { get; init; }

    /// <summary>The id of its own storage config, or <see langword="null"/> to use the organisation's default.</summary>
    public Optional<string?> StorageConfig { get; init; }

    /// <summary>One of <see cref="KeyState"/>.</summary>
    public Optional<string> State { get; init; }
}

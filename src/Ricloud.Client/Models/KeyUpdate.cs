using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What is set of a key that is made or changed. Only what is set is sent; to change one, something must be.</summary>
internal sealed class KeyUpdate
{
    /// <summary>The id of its own webhook config, or <see langword="null"/> to use the organisation's default.</summary>
    public Optional<string?> WebhookConfig { get; init; }

    /// <summary>The id of its own storage config, or <see langword="null"/> to use the organisation's default.</summary>
    public Optional<string?> StorageConfig { get; init; }

    /// <summary><see cref="KeyState.Active"/> or <see cref="KeyState.Deactivated"/> (API contract: assumed).</summary>
    public Optional<string> State { get; init; }

    /// <summary>Whether files come with what their source knows of them.</summary>
    public bool? PublishSourceFiles { get; init; }
}

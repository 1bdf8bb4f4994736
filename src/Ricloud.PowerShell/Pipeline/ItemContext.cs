using Ricloud.Http;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What one item's work needs, and what it leaves behind when it is cut off.</summary>
internal sealed class ItemContext(object? input, RicloudClient? client, RicloudChange? change, CancellationToken stopping)
{
    /// <summary>What the caller passed or piped.</summary>
    public object? Input { get; } = input;

    /// <summary>What an error is about: what was passed, or what has become of it by then, so that its id isn't lost.</summary>
    public object? Target { get; set; } = input;

    /// <summary>Follows the change that the work makes; null when it only reads.</summary>
    public RicloudChange? Change { get; } = change;

    public CancellationToken Stopping { get; } = stopping;

    /// <summary>The API, for what only reads; work that has nothing to do with the API has none.</summary>
    public RicloudClient Client => client!;

    /// <summary>The API, for the one change.</summary>
    public RicloudClient Changing => client!.WithChange(Change!);
}

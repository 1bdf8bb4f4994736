using System.Threading;

namespace Ricloud.PowerShell.Commands;

/// <summary>What one item's work needs, and what it leaves behind when it is cut off.</summary>
internal sealed class ItemContext
{
    private readonly RicloudClient? _client;

    public ItemContext(object? input, RicloudClient? client, RicloudChange? change, CancellationToken stopping)
    {
        Input = input;
        Target = input;
        _client = client;
        Change = change;
        Stopping = stopping;
    }

    /// <summary>What the caller passed or piped.</summary>
    public object? Input { get; }

    /// <summary>What an error is about: what was passed, or what has become of it by then, so that its id isn't lost.</summary>
    public object? Target { get; set; }

    /// <summary>Follows the change that the work makes; null when it only reads.</summary>
    public RicloudChange? Change { get; }

    public CancellationToken Stopping { get; }

    /// <summary>The API, for what only reads; work that has nothing to do with the API has none.</summary>
    public RicloudClient Client => _client!;

    /// <summary>The API, for the one change.</summary>
    public RicloudClient Changing => _client!.WithChange(Change!);
}

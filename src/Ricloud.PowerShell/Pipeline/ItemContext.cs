using Ricloud.Http;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What one item's work needs, and what it leaves behind when it is cut off.</summary>
internal sealed class ItemContext(object? input, RicloudClient? client, RicloudChange? change, Call call)
{
    /// <summary>What the caller passed or piped.</summary>
    public object? Input { get; } = input;

    /// <summary>What an error is about: what was passed, or what has become of it by then, so that its id isn't lost.</summary>
    public object? Target { get; set; } = input;

    /// <summary>Follows the change that the work makes; null when it only reads.</summary>
    public RicloudChange? Change { get; } = change;

    /// <summary>For a request that only reads.</summary>
    public Call Reading { get; } = call;

    /// <summary>For the one that makes the change.</summary>
    public Call Changing => new(Reading.Observer, Change, Reading.Token);

    /// <summary>The API; work that has nothing to do with it has none.</summary>
    public RicloudClient Client => client!;
}

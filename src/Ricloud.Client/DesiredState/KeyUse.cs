namespace Ricloud.DesiredState;

/// <summary>That a key uses a config.</summary>
internal sealed class KeyUse(object key, string? state, object? config)
{
    public object Key { get; } = key;

    /// <summary>The key's state.</summary>
    public string? State { get; } = state;

    /// <summary>The config's id; <see langword="null"/> for the organisation's default.</summary>
    public object? Config { get; } = config;
}

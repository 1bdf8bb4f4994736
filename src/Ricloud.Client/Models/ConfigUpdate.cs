using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What is changed about a config. Only what is set is sent; something must be.</summary>
internal sealed class ConfigUpdate
{
    /// <summary>The new address, sent exactly as it is.</summary>
    public Optional<string> Url { get; init; }

    /// <summary><see cref="ConfigState.New"/> or <see cref="ConfigState.Deactivated"/> (API contract: documented).</summary>
    public Optional<string> State { get; init; }

    /// <summary>Further attributes by the API's names.</summary>
    public IReadOnlyDictionary<string, object?> Others { get; init; } = PlainValues.None;
}

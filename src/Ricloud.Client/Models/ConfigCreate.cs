using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What a config is created from.</summary>
internal sealed class ConfigCreate
{
    /// <summary>The address of the receiver or of the storage, sent exactly as it is. Required.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>Further attributes by the API's names.</summary>
    public IReadOnlyDictionary<string, object?> Others { get; init; } = PlainValues.None;

    /// <summary>
    /// Sends it again when no answer came in time and it isn't found, rather than ending with
    /// <see cref="RicloudErrorKind.CreateInDoubt"/>. A request that is still alive then makes a second config. Not sent to the API.
    /// </summary>
    public bool RetryInDoubt { get; init; }
}

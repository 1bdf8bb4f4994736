using Ricloud.Values;

namespace Ricloud;

/// <summary>What a pipeline sees. What all of it has in common in views and exports, Ricloud.Types.ps1xml says of this type.</summary>
public abstract class RicloudObject;

/// <summary>What the API has sent: one of its resources.</summary>
public abstract class ApiResource : RicloudObject
{
    /// <summary>Attributes that this version doesn't know, or that aren't what they should be, as plain values.</summary>
    internal IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = PlainValues.None;

    /// <summary>The API and the organisation that it came from; <see langword="null"/> where that isn't known.</summary>
    internal RicloudOrigin? Origin { get; init; }
}

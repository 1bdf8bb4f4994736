using Newtonsoft.Json;

namespace Ricloud.Receiving;

/// <summary>What a receiver has changed at the API, written before each change so that the next run can undo it. Holds no secret.</summary>
internal sealed class RegistrationRecord
{
    /// <summary>The receiver's public address.</summary>
    [JsonProperty("url")]
    public string Url { get; set; } = string.Empty;

    /// <summary>The webhook config in use; null while it is being made.</summary>
    [JsonProperty("config")]
    public string? Config { get; set; }

    /// <summary>The newest config's id before one was made, to find one whose answer was lost; null when there was none.</summary>
    [JsonProperty("newest_before")]
    public string? NewestBefore { get; set; }

    /// <summary>The config is to be deactivated in the end, since it was made or switched on here.</summary>
    [JsonProperty("deactivates")]
    public bool Deactivates { get; set; }

    /// <summary>The key was, or is about to be, pointed at the config.</summary>
    [JsonProperty("points_key")]
    public bool PointsKey { get; set; }

    /// <summary>What the key pointed at before; null for the organisation's default.</summary>
    [JsonProperty("previous_config")]
    public string? PreviousConfig { get; set; }

    /// <summary>The same with something changed.</summary>
    public RegistrationRecord With(Action<RegistrationRecord> change)
    {
        var copy = (RegistrationRecord)MemberwiseClone();
        change(copy);
        return copy;
    }
}

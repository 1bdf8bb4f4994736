namespace Ricloud.Models;

/// <summary>The known states of a key (API contract: documented).</summary>
public static class KeyState
{
    /// <summary>Usable.</summary>
    public const string Active = "active";

    /// <summary>Switched off.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Blocked by the vendor.</summary>
    public const string Blocked = "blocked";

    /// <summary>Past its end.</summary>
    public const string Expired = "expired";
}

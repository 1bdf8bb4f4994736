namespace Ricloud.Models;

/// <summary>The known states of an organisation (API contract: documented).</summary>
public static class OrganisationState
{
    /// <summary>Lacks a valid webhook config or storage config.</summary>
    public const string Unconfigured = "unconfigured";

    /// <summary>Usable.</summary>
    public const string Active = "active";

    /// <summary>Switched off.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Blocked by the vendor.</summary>
    public const string Blocked = "blocked";
}

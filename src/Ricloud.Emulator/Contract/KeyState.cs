namespace Ricloud.Emulator.Contract;

/// <summary>The states of a key (documented).</summary>
internal static class KeyState
{
    public const string Active = "active";
    public const string Deactivated = "deactivated";
    public const string Blocked = "blocked";
    public const string Expired = "expired";

    public static readonly string[] All = [Active, Deactivated, Blocked, Expired];
}

namespace Ricloud.Emulator.Contract;

/// <summary>The states of a webhook or storage config (documented).</summary>
internal static class ConfigState
{
    public const string New = "new";
    public const string Valid = "valid";
    public const string Invalid = "invalid";
    public const string Deactivated = "deactivated";

    public static readonly string[] All = [New, Valid, Invalid, Deactivated];

    /// <summary>What an update may set; the others are verdicts of a test.</summary>
    public static readonly string[] Settable = [New, Deactivated];
}

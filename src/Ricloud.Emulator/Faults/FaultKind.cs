namespace Ricloud.Emulator.Faults;

/// <summary>The <c>kind</c> of a fault rule.</summary>
internal static class FaultKind
{
    public const string Delay = "delay";
    public const string Status = "status";
    public const string Drop = "drop";
    public const string Truncate = "truncate";
    public const string Slow = "slow";
    public const string Html = "html";
    public const string WrongLength = "wrong-length";
    public const string InvalidUtf8 = "invalid-utf8";
    public const string Redirect = "redirect";
    public const string RateLimit = "rate-limit";

    public static readonly string[] All =
        [Delay, Status, Drop, Truncate, Slow, Html, WrongLength, InvalidUtf8, Redirect, RateLimit];
}

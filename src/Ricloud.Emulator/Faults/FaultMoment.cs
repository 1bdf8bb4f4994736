namespace Ricloud.Emulator.Faults;

/// <summary>Whether a fault comes instead of the request's handling, or once what it changed is committed.</summary>
internal static class FaultMoment
{
    public const string Before = "before";
    public const string After = "after";

    public static readonly string[] All = [Before, After];
}

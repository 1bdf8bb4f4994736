namespace Ricloud.Emulator.Contract;

/// <summary>The states of an event (documented).</summary>
internal static class EventState
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    public const string Failed = "failed";

    public static readonly string[] All = [Pending, Delivered, Failed];
}

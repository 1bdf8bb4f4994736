namespace Ricloud.Operations;

/// <summary>How far an event has come.</summary>
internal static class RestoreOutcome
{
    public const string Planned = "planned";
    public const string Sent = "sent";
    public const string Refused = "refused";
    public const string Failed = "failed";
    public const string Nowhere = "nowhere";
    public const string Declined = "declined";
}

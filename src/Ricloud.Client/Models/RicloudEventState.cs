namespace Ricloud.Models;

/// <summary>The known states of an event's delivery (API contract: documented).</summary>
public static class RicloudEventState
{
    /// <summary>Not delivered yet.</summary>
    public const string Pending = "pending";

    /// <summary>Taken by a receiver.</summary>
    public const string Delivered = "delivered";

    /// <summary>Given up on.</summary>
    public const string Failed = "failed";
}

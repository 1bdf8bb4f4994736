namespace Ricloud.Emulator.Contract;

/// <summary>The words of a <c>state</c> (documented). <see cref="Resources"/> says which resource has which.</summary>
internal static class State
{
    public const string Active = "active";
    public const string Available = "available";
    public const string Blocked = "blocked";
    public const string Completed = "completed";
    public const string Consumed = "consumed";
    public const string Deactivated = "deactivated";
    public const string Deleted = "deleted";
    public const string Delivered = "delivered";
    public const string Expired = "expired";
    public const string Failed = "failed";
    public const string Invalid = "invalid";
    public const string Locked = "locked";
    public const string New = "new";
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Succeeded = "succeeded";
    public const string Suspended = "suspended";
    public const string Unvalidated = "unvalidated";
    public const string Valid = "valid";
}

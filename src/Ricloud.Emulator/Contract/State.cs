namespace Ricloud.Emulator.Contract;

/// <summary>The words of a <c>state</c> (documented). <see cref="Resources"/> says which resource has which.</summary>
internal static class State
{
    public const string Active = "active";
    public const string Blocked = "blocked";
    public const string Deactivated = "deactivated";
    public const string Delivered = "delivered";
    public const string Expired = "expired";
    public const string Failed = "failed";
    public const string Invalid = "invalid";
    public const string New = "new";
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Succeeded = "succeeded";
    public const string Suspended = "suspended";
    public const string Valid = "valid";
}

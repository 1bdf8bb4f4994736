namespace Ricloud.PowerShell.Parameters;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyIdentityAttribute : IdentityAttribute
{
    public KeyIdentityAttribute()
        : base(IdentityKind.Key)
    {
    }
}

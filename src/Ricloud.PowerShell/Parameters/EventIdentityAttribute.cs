namespace Ricloud.PowerShell.Parameters;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class EventIdentityAttribute : IdentityAttribute
{
    public EventIdentityAttribute()
        : base(IdentityKind.Event)
    {
    }
}

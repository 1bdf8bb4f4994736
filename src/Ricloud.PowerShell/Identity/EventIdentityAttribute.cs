using System;

namespace Ricloud.PowerShell.Identity;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class EventIdentityAttribute : IdentityAttribute
{
    public EventIdentityAttribute()
        : base(IdentityKind.Event)
    {
    }
}

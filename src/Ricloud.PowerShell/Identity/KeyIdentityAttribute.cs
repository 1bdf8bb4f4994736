using System;

namespace Ricloud.PowerShell.Identity;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyIdentityAttribute : IdentityAttribute
{
    public KeyIdentityAttribute()
        : base(IdentityKind.Key)
    {
    }
}

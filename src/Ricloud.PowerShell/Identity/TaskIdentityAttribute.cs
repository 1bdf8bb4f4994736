using System;

namespace Ricloud.PowerShell.Identity;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskIdentityAttribute : IdentityAttribute
{
    public TaskIdentityAttribute()
        : base(IdentityKind.Task)
    {
    }
}

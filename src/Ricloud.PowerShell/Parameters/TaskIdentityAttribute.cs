namespace Ricloud.PowerShell.Parameters;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskIdentityAttribute : IdentityAttribute
{
    public TaskIdentityAttribute()
        : base(IdentityKind.Task)
    {
    }
}

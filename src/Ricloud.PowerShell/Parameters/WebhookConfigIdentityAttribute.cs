namespace Ricloud.PowerShell.Parameters;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookConfigIdentityAttribute : IdentityAttribute
{
    public WebhookConfigIdentityAttribute()
        : base(IdentityKind.WebhookConfig)
    {
    }
}

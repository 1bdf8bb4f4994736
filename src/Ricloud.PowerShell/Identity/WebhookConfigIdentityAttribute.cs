using System;

namespace Ricloud.PowerShell.Identity;

[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookConfigIdentityAttribute : IdentityAttribute
{
    public WebhookConfigIdentityAttribute()
        : base(IdentityKind.WebhookConfig)
    {
    }
}

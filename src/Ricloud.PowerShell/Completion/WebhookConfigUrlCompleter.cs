using Ricloud.Models;
using Ricloud.Paging;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the addresses that webhook configs have, with id and state as tooltip.</summary>
public sealed class WebhookConfigUrlCompleter : ResourceCompleter<WebhookConfig>
{
    private protected override RicloudPager<WebhookConfig> List(RicloudClient client) =>
        client.WebhookConfigs.List(new WebhookConfigFilter { MaximumCount = Suggestions });

    private protected override (string Text, string ToolTip) Describe(WebhookConfig item) =>
        (item.Url, item.Id + " (" + item.State + ")");
}

using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the ids of webhook configs, with URL and state as tooltip.</summary>
public sealed class WebhookConfigIdCompleter : ResourceCompleter<WebhookConfig>
{
    private protected override RicloudPager<WebhookConfig> List(RicloudClient client) =>
        client.WebhookConfigs.List(new WebhookConfigFilter { MaximumCount = Suggestions });

    private protected override (string Text, string ToolTip) Describe(WebhookConfig item) =>
        (ApiId.Text(item.Id)!, item.Url + " (" + item.State + ")");
}

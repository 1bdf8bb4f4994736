using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the ids of events, with what happened as tooltip.</summary>
public sealed class EventIdCompleter : ResourceCompleter<RicloudEvent>
{
    private protected override RicloudPager<RicloudEvent> List(RicloudClient client) =>
        client.Events.List(new EventFilter { MaximumCount = Suggestions });

    private protected override (string Text, string ToolTip) Describe(RicloudEvent item) =>
        (ApiId.Text(item.Id)!, item.Type + "." + item.Action + " (" + item.State + ")");
}

using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the ids of tasks, with type, target and state as tooltip.</summary>
public sealed class TaskIdCompleter : ResourceCompleter<RicloudTask>
{
    private protected override RicloudPager<RicloudTask> List(RicloudClient client) =>
        client.Tasks.List(new TaskFilter { MaximumCount = Suggestions });

    private protected override (string Text, string ToolTip) Describe(RicloudTask item) =>
        (ApiId.Text(item.Id)!, item.Type + " " + item.Target + " (" + item.State + ")");
}

using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the ids of keys, with type and state as tooltip.</summary>
public sealed class KeyIdCompleter : ResourceCompleter<Key>
{
    private protected override RicloudPager<Key> List(RicloudClient client) =>
        client.Keys.List(new KeyFilter { MaximumCount = Suggestions });

    private protected override (string Text, string ToolTip) Describe(Key item) =>
        (ApiId.Text(item.Id)!, item.Type + " (" + item.State + ")");
}

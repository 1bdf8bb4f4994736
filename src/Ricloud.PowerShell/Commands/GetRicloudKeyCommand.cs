using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets the organisation's keys, one of them, or the one in use.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudKey", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(Key))]
public sealed class GetRicloudKeyCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string OfSession = "Current";

    private ListOutput? _list;

    /// <summary>The keys: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.Key)]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Gets the key that the session uses.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfSession)]
    public SwitchParameter Current { get; set; }

    /// <summary>
    /// How many items to get at once, 1 to 64. Without it, 8 where an array was passed, and one after another where items
    /// are piped. What is written keeps the order of the items.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    private ListOutput List => _list ??= new ListOutput(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            List.WriteEach(Id, ThrottleLimit, (context, identity) => context.Client.Keys.GetAsync(identity.Id, context.Reading));
        }
        else if (Current)
        {
            Read(null, context => context.Client.Keys.GetCurrentAsync(context.Reading), List.Write);
        }
        else
        {
            List.WritePages(Client.Keys.List(new KeyFilter { MaximumCount = List.WantedCount }).NextPageAsync);
        }
    }
}

using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets the organisation's keys, one of them, or the one in use.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudKey", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(Key))]
public sealed class GetRicloudKeyCommand : PagedCmdlet
{
    private const string ById = "Id";
    private const string OfSession = "Current";

    /// <summary>The keys: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [KeyIdentity]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Gets the key that the session uses.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfSession)]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            ForEachWanted(Id, identity => Read(identity.Source, context => context.Client.Keys.GetAsync(identity.Id, context.Stopping), WriteWanted));
        }
        else if (Current)
        {
            Read(null, context => context.Client.Keys.GetCurrentAsync(context.Stopping), WriteWanted);
        }
        else
        {
            WriteList(new PagerSource<Key>(Client.Keys.List(new KeyFilter { MaximumCount = WantedCount })));
        }
    }
}

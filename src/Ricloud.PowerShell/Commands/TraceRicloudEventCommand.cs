using System.Management.Automation;
using Ricloud.Events;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Walks the way of an event to its receiver, and tells where it breaks and what mends it.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "RicloudEvent", DefaultParameterSetName = ById)]
[OutputType(typeof(EventTrace))]
public sealed class TraceRicloudEventCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string ByKey = "Key";

    private EventSender? _sender;
    private EventTracer? _tracer;

    /// <summary>The events: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.Event)]
    [ArgumentCompleter(typeof(EventIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>The keys whose events haven't happened: where would they go?</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByKey)]
    [Identity(ResourceType.Key)]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Key { get; set; } = [];

    /// <summary>What kind of event it would be, such as <c>poll.completed</c>.</summary>
    [Parameter(ParameterSetName = ByKey)]
    [ValidateNotNullOrEmpty]
    [Unicode]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Looks at the receiver from here, too: its name, a connection, its certificate, and a signed test event.</summary>
    [Parameter]
    public SwitchParameter Probe { get; set; }

    /// <summary>How many seconds each look at the receiver may take. 10 by default.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 10;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _sender = Probe ? Own(new EventSender(TimeSpan.FromSeconds(TimeoutSec))) : null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _tracer ??= new EventTracer(Client, _sender, TimeSpan.FromSeconds(TimeoutSec));
        if (ParameterSetName == ByKey)
        {
            var parts = Type?.Split(['.'], 2);
            ForEach(Key, 1, key => Read(key.Source, context => _tracer.OfAsync(key.Id, parts?[0], parts is { Length: 2 } ? parts[1] : null, context.Reading), WriteObject));
        }
        else
        {
            ForEach(Id, 1, id => Read(id.Source, context => TraceAsync(id, context), WriteObject));
        }
    }

    /// <summary>Its state is what the API says now, whatever an object has kept of it.</summary>
    private async Task<EventTrace> TraceAsync(RicloudIdentity identity, ItemContext context) =>
        await _tracer!.OfAsync(await context.Client.Events.GetAsync(identity.Id, context.Reading).ConfigureAwait(false), context.Reading).ConfigureAwait(false);
}

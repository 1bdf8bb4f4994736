using System.Collections;
using System.Management.Automation;
using Ricloud.Events;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>Signs events and posts them to a receiver as the API does, to test it or to replay what it missed.</summary>
[Cmdlet(VerbsCommunications.Send, "RicloudEvent", DefaultParameterSetName = OfObject, SupportsShouldProcess = true)]
[OutputType(typeof(EventDelivery))]
public sealed class SendRicloudEventCommand : RicloudCmdlet
{
    private const string OfObject = "InputObject";
    private const string OfParts = "Parts";
    private const string OfTemplate = "Template";
    private const string OfScenario = "Scenario";

    private EventSender? _sender;
    private TemplateEvents? _templates;

    /// <summary>The receiver's address. The event's id is added to its path, as the API does.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? Url { get; set; }

    /// <summary>The events: from <c>Get-RicloudEvent</c>, <c>Receive-RicloudEvent</c>, <c>Watch-RicloudEvent</c> or <c>Import-RicloudEvent</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfObject)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The type of resource that a new event is about, such as <c>task</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfParts)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string Type { get; set; } = string.Empty;

    /// <summary>What happened to it, such as <c>succeeded</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfParts)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string Action { get; set; } = string.Empty;

    /// <summary>The resource itself: a hashtable, or an object with properties. Empty by default.</summary>
    [Parameter(ParameterSetName = OfParts)]
    [AllowNull]
    public object? Data { get; set; }

    /// <summary>The documented events to send, such as <c>poll.completed</c>, each with a body like the API's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfTemplate)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTemplateCompleter))]
    public string[] Template { get; set; } = [];

    /// <summary>The sequence of events to send, such as <c>poll</c>: all that a poll makes happen.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfScenario)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventScenarioCompleter))]
    public string Scenario { get; set; } = string.Empty;

    /// <summary>What the events are to have instead, by its place: <c>@{ 'data.id' = 9 }</c>.</summary>
    [Parameter(ParameterSetName = OfTemplate)]
    [Parameter(ParameterSetName = OfScenario)]
    [ValidateNotNullOrEmpty]
    public IDictionary? Set { get; set; }

    /// <summary>The places of what the events are not to have, such as <c>data.results</c>.</summary>
    [Parameter(ParameterSetName = OfTemplate)]
    [Parameter(ParameterSetName = OfScenario)]
    [ValidateNotNullOrEmpty]
    public string[] Remove { get; set; } = [];

    /// <summary>How many seconds there are between two events of a sequence. 1 by default; parts of a second are allowed.</summary>
    [Parameter(ParameterSetName = OfScenario)]
    [ValidateRange(0.0, 3600.0)]
    public double PauseSec { get; set; } = 1;

    /// <summary>The secret to sign with: text, a SecureString, or the webhook config that has it.</summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [Secret(Single = true)]
    public ReceiverSecret? Secret { get; set; }

    /// <summary>The time of signing: a date, or Unix seconds. Now by default; another one shows what a receiver does with it.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset Timestamp { get; set; }

    /// <summary>How many seconds a receiver may take to answer. 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>How many events to post at once, 1 to 64. 1 by default. What is written keeps the order of the events.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Writes what the receiver answered, whatever it was, instead of an error for all but a 2xx.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf((Url?.Problem ?? Secret?.Problem));

        if (IsBound(nameof(Timestamp)) && Timestamp.ToUnixTimeSeconds() < 0)
        {
            ThrowTerminatingError(RicloudError.InvalidTimestamp.ToRecord(Timestamp, IsoDate.Format(Timestamp)));
        }

        if (ParameterSetName is OfTemplate or OfScenario)
        {
            _templates = Require(() => new TemplateEvents(Set, Remove));
        }

        _sender = Own(new EventSender(TimeSpan.FromSeconds(TimeoutSec)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Throttle(ParameterSetName == OfScenario ? 1 : ThrottleLimit);
        switch (ParameterSetName)
        {
            case OfTemplate:
                Array.ForEach(Template, name => Send(() => _templates!.Make(name), name));
                break;
            case OfScenario:
                Play();
                break;
            case OfObject:
                Send(() => EventInput.Read(InputObject), NamedValues.Unwrap(InputObject));
                break;
            default:
                Send(NewEvent, null);
                break;
        }
    }

    private void Play()
    {
        var isFirst = true;
        foreach (var make in Require(() => _templates!.Steps(Scenario)))
        {
            if (!isFirst && PauseSec > 0 && !IsWhatIf)
            {
                Items.WriteAll();
                _ = Await(async call =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(PauseSec), call.Token).ConfigureAwait(false);
                    return true;
                });
            }

            isFirst = false;
            Send(make, Scenario);
        }
    }

    private void Send(Func<OutgoingEvent> make, object? target)
    {
        try
        {
            Send(make(), target);
        }
        catch (RicloudCommandException e)
        {
            Items.Refuse(e.ErrorRecord);
        }
    }

    private void Send(OutgoingEvent occurrence, object? target)
    {
        if (!ShouldProcess(Url!.Text, Texts.ActionSendEvent(occurrence.Id)))
        {
            return;
        }

        var secret = Secret!.Reveal();
        var signature = WebhookSignature.Sign(occurrence.Body, secret, IsBound(nameof(Timestamp)) ? Timestamp : DateTimeOffset.UtcNow);
        var sender = _sender!;
        Items.Next(null, null);
        Items.Start(
            new ItemContext(target, null, null, Call),
            context => sender.SendAsync(Url.Text, occurrence, signature, null, context.Reading.Token),
            delivery => WriteDelivery(delivery, secret),
            new WaitDisplay(Texts.WaitingForReceiver, Url.Text, TimeSpan.FromSeconds(TimeoutSec)));
    }

    private void WriteDelivery(EventDelivery delivery, string secret)
    {
        // A receiver that is being written may well show what it has.
        delivery = new EventDelivery(delivery, new RicloudSecret(secret).MaskIn(delivery.Answer));
        if (!delivery.IsAccepted && !SkipHttpErrorCheck)
        {
            throw delivery.Refusal();
        }

        WriteObject(delivery);
    }

    private OutgoingEvent NewEvent() =>
        OutgoingEvent.New(Type, Action, PlainBody.Of(Data ?? new PSObject()), DateTimeOffset.UtcNow);
}

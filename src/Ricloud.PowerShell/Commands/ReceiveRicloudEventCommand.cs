using System.Management.Automation;
using System.Net;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Receiving;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>Listens for events, verifies them, and writes each once, until it is told to stop.</summary>
[Cmdlet(VerbsCommunications.Receive, "RicloudEvent", DefaultParameterSetName = BySecret)]
[OutputType(typeof(ReceivedEvent))]
public sealed class ReceiveRicloudEventCommand : RicloudSessionCmdlet
{
    private const string BySecret = "Secret";
    private const string ByConfig = "WebhookConfig";
    private const string Unsigned = "AllowUnsigned";
    private const string ByPublicUrl = "PublicUrl";

    private EventHandOver? _handOver;
    private EventReceiver? _receiver;
    private PublicAddress? _address;
    private ReceiverInspection? _inspection;

    /// <summary>The port to listen on. 8080 by default; 0 takes a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>The address to listen on. 127.0.0.1 by default, which this machine alone can reach.</summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>The path under which events come, such as <c>/hooks</c>. With -PublicUrl the path of that address by default.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyString]
    public string? PathBase { get; set; }

    /// <summary>The path that answers a GET with metrics for Prometheus, such as <c>/metrics</c>. Without it there are none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MetricsPath { get; set; }

    /// <summary>Shows what comes on a page, on this machine only; its address is told at the start.</summary>
    [Parameter]
    public SwitchParameter Inspect { get; set; }

    /// <summary>The secrets that are accepted: text, SecureStrings, webhook configs. Left out, RICLOUD_SECRET and the configuration files are looked at.</summary>
    [Parameter(ParameterSetName = BySecret)]
    [AllowNull]
    [AllowEmptyCollection]
    [Secret]
    public ReceiverSecret[] Secret { get; set; } = [];

    /// <summary>The webhook configs whose secrets are accepted: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConfig)]
    [Identity(ResourceType.WebhookConfig)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] WebhookConfig { get; set; } = [];

    /// <summary>Takes events without verifying them, whoever sent them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Unsigned)]
    public SwitchParameter AllowUnsigned { get; set; }

    /// <summary>The address under which a tunnel or a proxy leads here. The session's key delivers to it until the command ends.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPublicUrl)]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? PublicUrl { get; set; }

    /// <summary>The file that notes what -PublicUrl has changed, so that the next run can undo it. One in the user's own data by default.</summary>
    [Parameter(ParameterSetName = ByPublicUrl)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>How many seconds old a signature may be. 600 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ToleranceSec { get; set; } = (int)WebhookSignature.DefaultTolerance.TotalSeconds;

    /// <summary>How many seconds in the future a signature's time may be. 60 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int FutureToleranceSec { get; set; } = (int)WebhookSignature.DefaultFutureTolerance.TotalSeconds;

    /// <summary>The file that each event is added to, one in JSON a line, before its sender hears that it was taken.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The address that each event is posted on to, as it came. Its sender hears that it was taken only if it is taken there.</summary>
    [Parameter]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? ForwardTo { get; set; }

    /// <summary>Writes only events about these types of resource; wildcards are allowed, and <c>type.action</c> names both.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>Writes only events of these actions; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventActionCompleter))]
    public string[] Action { get; set; } = [];

    /// <summary>Ends after this many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    /// <summary>Ends after this many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    private string BasePath => PathBase ?? (PublicUrl is null ? string.Empty : new Uri(PublicUrl.Text).AbsolutePath);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(PublicUrl?.Problem ?? ForwardTo?.Problem);
        _handOver = Own(Require(() => new EventHandOver(this, OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile), ForwardTo)));
        if (_handOver.WasOpenToOthers)
        {
            WriteWarning(Texts.FileNarrowed(OutFile!));
        }
    }

    private protected override void Finish()
    {
        var options = Require(Options);
        var receiver = _receiver = Require(() => Listen(options), new IPEndPoint(ListenAddress, Port));
        _inspection = Inspect ? Own(Require(() => ReceiverInspection.Start(this, receiver.EndPoint))) : null;
        if (PublicUrl is not null)
        {
            var statePath = StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath);
            var address = _address = new PublicAddress(Client, PublicUrl.Text, statePath, Tell, StopProcessing);
            _ = Require(() => Await(call => address.RegisterAsync(receiver, call)), PublicUrl.Text);
        }

        using var stream = Announce(receiver);
        while (!stream.IsDone)
        {
            var pending = receiver.TryTake() ?? stream.Await(call => receiver.NextAsync(call.Token), null);
            WriteReports();
            if (pending is not null && _handOver!.Give(pending))
            {
                stream.Count();
            }
        }

        stream.End();
        if (_address is not null)
        {
            Attempt(PublicUrl!.Text, () => Await(_address.UndoAsync));
        }

        receiver.Dispose();
        WriteReports();
        WriteVerbose(Texts.Received(stream.Written, receiver.Statistics.ToString()));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Before the session is left, since it takes the session to put things back.
            _address?.Dispose();
            _receiver?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static EventReceiver Listen(EventReceiverOptions options)
    {
        try
        {
            return EventReceiver.Start(options);
        }
        catch (ArgumentException e)
        {
            throw new RicloudCommandException(RicloudError.InvalidReceiver.Wrap(e, options.PathBase, ArgumentText.Of(e)));
        }
    }

    private EventReceiverOptions Options()
    {
        var names = Require(() => new EventNameFilter(Type, Action));
        var tell = TellRequest;
        return new EventReceiverOptions
        {
            ListenAddress = ListenAddress,
            Port = Port,
            PathBase = BasePath,
            MetricsPath = MetricsPath,
            Secrets = Secrets(),
            AllowUnsigned = AllowUnsigned,
            HoldsForSecrets = PublicUrl is not null,
            HandedOverBefore = _handOver!.KeptBefore,
            Tolerance = TimeSpan.FromSeconds(ToleranceSec),
            FutureTolerance = TimeSpan.FromSeconds(FutureToleranceSec),
            Filter = occurrence => _address?.Caused(occurrence) != true && names.IsMatch(occurrence),
            Observer = request =>
            {
                _inspection?.Add(request);
                if (request.Outcome is not (ReceiverOutcome.HandedOver or ReceiverOutcome.Probed or ReceiverOutcome.Scraped))
                {
                    tell(request);
                }
            },
        };
    }

    /// <summary>The secrets that are known by now; null when there are none to be had, which only two of the parameters allow.</summary>
    private List<string>? Secrets() => ParameterSetName switch
    {
        ByConfig => new AcceptedSecrets(this).OfConfigs(WebhookConfig),
        BySecret when IsBound(nameof(Secret)) => ReceiverSecret.Reveal(Secret),
        ByPublicUrl => null,
        Unsigned when AllowUnsigned => null,
        _ => new AcceptedSecrets(this).OfSettings(),
    };

    private EventStream Announce(EventReceiver receiver)
    {
        var address = "http://" + receiver.EndPoint + "/" + BasePath.Trim('/');
        if (AllowUnsigned && !IPAddress.IsLoopback(ListenAddress))
        {
            WriteWarning(Texts.UnsignedFromAnywhere(address));
        }

        // Neither is in the way of a script that reads what the process prints: the one is shown to people at a prompt only, the
        // other only to who asks for it.
        var message = PublicUrl is null ? Texts.Listening(address) : Texts.ListeningFor(address, PublicUrl.Text);
        WriteInformation(message, ["Ricloud"]);
        return new EventStream(this, Count, TimeoutSec, Texts.ListeningTitle, message);
    }
}

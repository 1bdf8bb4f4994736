using System.Management.Automation;
using System.Net;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Sessions;
using Ricloud.Receiving;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>Listens for events, verifies them, and writes each once, until it is told to stop.</summary>
[Cmdlet(VerbsCommunications.Receive, "RicloudEvent", DefaultParameterSetName = BySecret)]
[OutputType(typeof(ReceivedEvent))]
public sealed class ReceiveRicloudEventCommand : ReceivingCmdlet
{
    private const string BySecret = "Secret";
    private const string ByConfig = "WebhookConfig";
    private const string Unsigned = "AllowUnsigned";
    private const string ByPublicUrl = "PublicUrl";

    private EventReceiver? _receiver;
    private PublicAddress? _address;

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

    /// <summary>The secrets that are accepted: text, SecureStrings, webhook configs. Left out, RICLOUD_SECRET and the configuration files are looked at.</summary>
    [Parameter(ParameterSetName = BySecret)]
    [AllowNull]
    [AllowEmptyCollection]
    [Secret]
    public ReceiverSecret[] Secret { get; set; } = [];

    /// <summary>The webhook configs whose secrets are accepted: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConfig)]
    [WebhookConfigIdentity]
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

    private string BasePath => PathBase ?? (PublicUrl is null ? string.Empty : new Uri(PublicUrl.Text).AbsolutePath);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PublicUrl?.Problem() is { } problem)
        {
            ThrowTerminatingError(problem);
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var receiver = _receiver = Require(() => Listen(Options()));
        if (PublicUrl is not null)
        {
            var statePath = StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath);
            var address = _address = new PublicAddress(Client, PublicUrl.Text, statePath, Tell, StopProcessing);
            _ = Require(() => Await(stopping => address.RegisterAsync(receiver, stopping)));
        }

        Announce(receiver);
        TakeEvents(receiver);
        EndStream();
        if (_address is not null)
        {
            Attempt(PublicUrl!.Text, () => Await(_address.UndoAsync));
        }

        receiver.Dispose();
        WriteReports();
        WriteVerbose(Texts.Received(Written, receiver.Statistics.ToString()));
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
        catch (ReceiverBindException e)
        {
            throw new RicloudCommandException(RicloudError.PortUnavailable.Wrap(e, e.EndPoint, e.Message));
        }
        catch (ArgumentException e)
        {
            throw new RicloudCommandException(RicloudError.InvalidReceiver.Wrap(e, options.PathBase, ArgumentText.Of(e)));
        }
    }

    private EventReceiverOptions Options()
    {
        var names = Names();
        var tell = TellRequest;
        return new EventReceiverOptions
        {
            ListenAddress = ListenAddress,
            Port = Port,
            PathBase = BasePath,
            Secrets = Secrets(),
            AllowUnsigned = AllowUnsigned,
            HoldsForSecrets = PublicUrl is not null,
            HandedOverBefore = KeptBefore,
            Tolerance = TimeSpan.FromSeconds(ToleranceSec),
            FutureTolerance = TimeSpan.FromSeconds(FutureToleranceSec),
            Filter = occurrence => _address?.IsOwnTest(occurrence) != true && names.IsMatch(occurrence),
            Observer = request =>
            {
                if (request.Outcome is not (ReceiverOutcome.HandedOver or ReceiverOutcome.Probed))
                {
                    tell(request);
                }
            },
        };
    }

    /// <summary>The secrets that are known by now; null when there are none to be had, which only two of the parameters allow.</summary>
    private List<string>? Secrets() => ParameterSetName switch
    {
        ByConfig => [.. WebhookConfig.Select(SecretOf)],
        BySecret when IsBound(nameof(Secret)) => ReceiverSecret.Reveal(Secret),
        ByPublicUrl => null,
        Unsigned when AllowUnsigned => null,
        _ => SecretsFromSettings(),
    };

    private List<string> SecretsFromSettings()
    {
        var sources = new SettingSources("webhooks");
        var found = sources.Find("secret") ?? throw new RicloudCommandException(RicloudError.NoSecret.ToRecord(null, sources.WhatToWrite("secret")));
        WriteVerbose(Texts.SecretFrom(found.Source));
        return ReceiverSecret.Reveal(SecretReader.Several(found.Value).ToList());
    }

    private string SecretOf(RicloudIdentity identity)
    {
        // A live config has its secret with it, so that no session is needed.
        var live = identity.Source as WebhookConfig;
        if ((live is null ? ProblemOf(identity) : identity.Problem()) is { } problem)
        {
            throw new RicloudCommandException(problem);
        }

        var config = live ?? Await(stopping => Client.WebhookConfigs.GetAsync(identity.Id, stopping));
        return config.RevealSecret() is { Length: > 0 } secret
            ? secret
            : throw new RicloudCommandException(RicloudError.SecretNotShown.ToRecord(identity.Source, Texts.ConfigShowsNoSecret(config.Id)));
    }

    private void Announce(EventReceiver receiver)
    {
        var address = "http://" + receiver.EndPoint + "/" + BasePath.Trim('/');
        if (AllowUnsigned && !IPAddress.IsLoopback(ListenAddress))
        {
            WriteWarning(Texts.UnsignedFromAnywhere(address));
        }

        // Neither is in the way of a script that reads what the process prints: the one is shown to people at a prompt only, the
        // other only to who asks for it.
        var message = PublicUrl is null ? Texts.Listening(address) : Texts.ListeningFor(address, PublicUrl.Text);
        ShowStream(Texts.ListeningTitle, message);
        WriteInformation(message, ["Ricloud"]);
    }
}

using System.Management.Automation;
using Ricloud.PowerShell.Parameters;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that verifies a request's signature. It needs neither a session nor the API.</summary>
public abstract class VerifyingCmdlet : RicloudCmdlet
{
    private protected const string OfBody = "Body";
    private const string OfRequest = "Request";

    private WebhookVerifier? _verifier;

    /// <summary>The raw body: text, which stands for its UTF-8 bytes, bytes, or a stream.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfBody)]
    [AllowNull]
    [WebhookBody]
    public WebhookBody Body { get; set; } = WebhookBody.Of([]);

    /// <summary>The value of the <c>Ricloud-Signature</c> header as it came; empty when there was none.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfBody)]
    [AllowNull]
    [AllowEmptyString]
    [SignatureText]
    public string Signature { get; set; } = string.Empty;

    /// <summary>The request as the host hands it over: whatever has <c>RawBody</c> (or <c>Body</c>) and <c>Headers</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfRequest)]
    [AllowNull]
    public object? Request { get; set; }

    /// <summary>The secrets that are accepted: text, SecureStrings, webhook configs; several while one is being replaced.</summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [Secret]
    public ReceiverSecret[] Secret { get; set; } = [];

    /// <summary>How many seconds old a signature may be. 600 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ToleranceSec { get; set; } = (int)WebhookSignature.DefaultTolerance.TotalSeconds;

    /// <summary>How many seconds in the future a signature's time may be. 60 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int FutureToleranceSec { get; set; } = (int)WebhookSignature.DefaultFutureTolerance.TotalSeconds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var secrets = Require(() => ReceiverSecret.Reveal(Secret));
        _verifier = new WebhookVerifier(secrets, TimeSpan.FromSeconds(ToleranceSec), TimeSpan.FromSeconds(FutureToleranceSec));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _verifier?.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == OfRequest)
        {
            var target = NamedValues.Unwrap(Request);
            Attempt(target, () =>
            {
                (var body, var signature) = WebhookRequest.Read(Request, StopToken);
                WriteVerdict(Verify(signature, body), body, signature, target);
            });
            return;
        }

        ThrowIf(Body.Problem);
        WriteVerdict(Verify(Signature, Body.Bytes), Body.Bytes, Signature, Signature);
    }

    /// <summary>Writes what comes of one request.</summary>
    private protected abstract void WriteVerdict(WebhookVerification verification, byte[] body, string signature, object? target);

    private WebhookVerification Verify(string signature, byte[] body) => _verifier!.Verify(signature, body, DateTimeOffset.UtcNow);
}

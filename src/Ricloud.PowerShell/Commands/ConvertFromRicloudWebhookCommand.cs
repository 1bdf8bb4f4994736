using System;
using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Verifies a request from the API and writes its event. A request that isn't genuine ends the command, so that no script
/// goes on with it by mistake.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "RicloudWebhook", DefaultParameterSetName = OfBody)]
[OutputType(typeof(ReceivedEvent))]
public sealed class ConvertFromRicloudWebhookCommand : VerifyingCmdlet
{
    private const string OfBody = "Body";
    private const string OfRequest = "Request";

    /// <summary>The raw body: text, which stands for its UTF-8 bytes, or bytes.</summary>
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

    /// <summary>The request as the host hands it over: an object or hashtable with <c>RawBody</c> and <c>Headers</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfRequest)]
    [AllowNull]
    public object? Request { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == OfRequest)
        {
            object? target = Request is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : Request;
            Attempt(target, () =>
            {
                (byte[] body, string signature) = WebhookRequest.Read(Request);
                Convert(body, signature, target);
            });
            return;
        }

        if (Body.Problem() is { } problem)
        {
            ThrowTerminatingError(problem);
        }

        Convert(Body.Bytes, Signature, Signature);
    }

    private void Convert(byte[] body, string signature, object? target)
    {
        WebhookVerification verification = Verify(signature, body);
        if (!verification.IsValid)
        {
            ThrowTerminatingError(SignatureErrors.ToRecord(verification, target));
        }

        try
        {
            WriteObject(new ReceivedEvent(RicloudEvent.Parse(body), body)
            {
                ReceivedAt = DateTimeOffset.UtcNow,
                Verdict = verification.Verdict,
                Signature = signature,
            });
        }
        catch (FormatException exception)
        {
            ThrowTerminatingError(RicloudError.EventUnreadable.Wrap(exception, target, exception.Message));
        }
    }
}

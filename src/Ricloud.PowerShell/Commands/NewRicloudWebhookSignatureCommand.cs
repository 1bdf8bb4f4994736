using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>Signs a body as the API does, and writes the value of the <c>Ricloud-Signature</c> header.</summary>
[Cmdlet(VerbsCommon.New, "RicloudWebhookSignature")]
[OutputType(typeof(string))]
public sealed class NewRicloudWebhookSignatureCommand : RicloudCmdlet
{
    /// <summary>The raw body: text, which stands for its UTF-8 bytes, or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [WebhookBody]
    public WebhookBody Body { get; set; } = WebhookBody.Of([]);

    /// <summary>The secret: text, a SecureString, or the webhook config that has it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    [Secret(Single = true)]
    public ReceiverSecret? Secret { get; set; }

    /// <summary>The time of signing: a date, or Unix seconds. Now by default.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset Timestamp { get; set; }

    private protected override void Finish()
    {
        ThrowIf((Body.Problem ?? Secret!.Problem));

        var moment = IsBound(nameof(Timestamp)) ? Timestamp : DateTimeOffset.UtcNow;
        if (moment.ToUnixTimeSeconds() < 0)
        {
            ThrowTerminatingError(RicloudError.InvalidTimestamp.ToRecord(Timestamp, IsoDate.Format(Timestamp)));
        }

        WriteObject(WebhookSignature.Sign(Body.Bytes, Secret!.Reveal(), moment));
    }
}

using System.Management.Automation;
using Ricloud.PowerShell.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>Verifies the signature of a request, and writes whether it is valid.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RicloudWebhookSignature")]
[OutputType(typeof(bool), typeof(WebhookVerification))]
public sealed class TestRicloudWebhookSignatureCommand : VerifyingCmdlet
{
    /// <summary>The raw body: text, which stands for its UTF-8 bytes, or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [WebhookBody]
    public WebhookBody Body { get; set; } = WebhookBody.Of([]);

    /// <summary>The value of the <c>Ricloud-Signature</c> header as it came; empty when there was none.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    [SignatureText]
    public string Signature { get; set; } = string.Empty;

    /// <summary>Writes the verdict with its reason instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Body.Problem() is { } problem)
        {
            ThrowTerminatingError(problem);
        }

        WebhookVerification verification = Verify(Signature, Body.Bytes);
        WriteObject(Detailed ? verification : verification.IsValid);
    }
}

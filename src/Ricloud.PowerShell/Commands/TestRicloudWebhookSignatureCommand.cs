using System.Management.Automation;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Verifies the signature of a request, and writes whether it is valid.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RicloudWebhookSignature", DefaultParameterSetName = OfBody)]
[OutputType(typeof(bool), typeof(WebhookVerification))]
public sealed class TestRicloudWebhookSignatureCommand : VerifyingCmdlet
{
    /// <summary>Writes the verdict with its reason instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private protected override void WriteVerdict(WebhookVerification verification, byte[] body, string signature, object? target) =>
        WriteObject(Detailed ? verification : verification.IsValid);
}

using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Verifies a request from the API and writes its event. A request that isn't genuine ends the command, so that no script
/// goes on with it by mistake.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "RicloudWebhook", DefaultParameterSetName = OfBody)]
[OutputType(typeof(ReceivedEvent))]
public sealed class ConvertFromRicloudWebhookCommand : VerifyingCmdlet
{
    private protected override void WriteVerdict(WebhookVerification verification, byte[] body, string signature, object? target)
    {
        _ = Require(() => verification.IsValid ? verification : throw new WebhookSignatureException(verification), target);
        try
        {
            WriteObject(new ReceivedEvent(RicloudEvent.Parse(body), body)
            {
                ReceivedAt = DateTime.Now,
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

using System.Management.Automation;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Errors;

/// <summary>Translates a verdict that isn't valid to the error of its name.</summary>
internal static class SignatureErrors
{
    private static readonly Dictionary<string, RicloudError> Errors = new()
    {
        [WebhookVerdict.Malformed] = RicloudError.SignatureMalformed,
        [WebhookVerdict.Mismatch] = RicloudError.SignatureMismatch,
        [WebhookVerdict.TooOld] = RicloudError.SignatureTooOld,
        [WebhookVerdict.FromFuture] = RicloudError.SignatureFromFuture,
    };

    public static ErrorRecord ToRecord(WebhookVerification verification, object? target) =>
        Errors[verification.Verdict].Wrap(new WebhookSignatureException(verification), target, verification.Verdict, verification.Reason);
}

using Ricloud.Webhooks;

namespace Ricloud;

/// <summary>A request isn't what it claims to be; carries the verdict on its signature.</summary>
/// <remarks>Makes it of the verdict.</remarks>
/// <param name="verification">The verdict, which isn't <see cref="WebhookVerdict.Valid"/>.</param>
public sealed class WebhookSignatureException(WebhookVerification verification) : RicloudException(Kinds[verification.Verdict], verification.Reason)
{
    private static readonly Dictionary<string, RicloudErrorKind> Kinds = new()
    {
        [WebhookVerdict.Malformed] = RicloudErrorKind.SignatureMalformed,
        [WebhookVerdict.Mismatch] = RicloudErrorKind.SignatureMismatch,
        [WebhookVerdict.TooOld] = RicloudErrorKind.SignatureTooOld,
        [WebhookVerdict.FromFuture] = RicloudErrorKind.SignatureFromFuture,
    };

    /// <summary>The verdict with its reason and the time of signing.</summary>
    public WebhookVerification Verification { get; } = verification;

    /// <summary>The verdict in a word.</summary>
    public string Verdict => Verification.Verdict;
}

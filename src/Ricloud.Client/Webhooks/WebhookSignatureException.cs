namespace Ricloud;

/// <summary>A request isn't what it claims to be; carries the verdict on its signature.</summary>
/// <remarks>Makes it of the verdict.</remarks>
/// <param name="verification">The verdict, which isn't <see cref="Webhooks.WebhookVerdict.Valid"/>.</param>
public sealed class WebhookSignatureException(WebhookVerification verification) : Exception(verification.Reason)
{
    /// <summary>The verdict with its reason and the time of signing.</summary>
    public WebhookVerification Verification { get; } = verification;

    /// <summary>The verdict in a word.</summary>
    public string Verdict => Verification.Verdict;
}

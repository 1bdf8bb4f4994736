using System;

namespace Ricloud;

/// <summary>A request isn't what it claims to be; carries the verdict on its signature.</summary>
public sealed class WebhookSignatureException : Exception
{
    /// <summary>Makes it of the verdict.</summary>
    /// <param name="verification">The verdict, which isn't <see cref="WebhookVerdict.Valid"/>.</param>
    public WebhookSignatureException(WebhookVerification verification)
        : base(verification.Reason)
    {
        Verification = verification;
    }

    /// <summary>The verdict with its reason and the time of signing.</summary>
    public WebhookVerification Verification { get; }

    /// <summary>The verdict in a word.</summary>
    public string Verdict => Verification.Verdict;
}

namespace Ricloud;

/// <summary>What a signature was found to be.</summary>
public enum WebhookVerdict
{
    /// <summary>The header can't be read, so that nothing is known about who sent the request. The default, so that nothing passes by accident.</summary>
    Malformed,

    /// <summary>Signed with one of the secrets, and within the tolerance.</summary>
    Valid,

    /// <summary>Signed with none of the secrets, or the body was changed.</summary>
    Mismatch,

    /// <summary>Rightly signed, but too long ago.</summary>
    TooOld,

    /// <summary>Rightly signed, but with a time that is yet to come.</summary>
    FromFuture,
}

namespace Ricloud;

/// <summary>What went wrong, in one word that a caller can branch on.</summary>
public enum RicloudErrorKind
{
    /// <summary>401: the token is missing or wrong.</summary>
    Unauthorized,

    /// <summary>403: the key may not do this (the API's <c>missing-scope</c> among others).</summary>
    Forbidden,

    /// <summary>404: nothing has this id, or the route is unknown.</summary>
    NotFound,

    /// <summary>400 <c>invalid-parameter</c>: <see cref="RicloudException.Params"/> names each bad field.</summary>
    InvalidParameter,

    /// <summary>400 <c>invalid-body</c>: the API couldn't read the body that was sent as a JSON object.</summary>
    InvalidBody,

    /// <summary>Any other 4xx; <see cref="RicloudException.Error"/> has the API's own code, if it gave one.</summary>
    Rejected,

    /// <summary>429: too many requests.</summary>
    RateLimited,

    /// <summary>5xx: the API or a proxy before it failed.</summary>
    Server,

    /// <summary>An answer that isn't what the API documents: no JSON, cut short, HTML, not UTF-8, or of another shape.</summary>
    InvalidResponse,

    /// <summary>An answer over 16 MiB.</summary>
    ResponseTooLarge,

    /// <summary>No connection, no such host, or a connection that broke before the whole answer had come.</summary>
    Connection,

    /// <summary>The proxy on the way to the API refused: no or wrong credentials (407), or it may or can't connect there.</summary>
    ProxyRefused,

    /// <summary>TLS failed: the certificate isn't trusted, or no version of TLS from 1.2 on was agreed.</summary>
    Tls,

    /// <summary>No whole answer within the time a request or a call may take.</summary>
    Timeout,

    /// <summary>The server answered with a redirect, which is never followed: it could carry the token elsewhere.</summary>
    RedirectRefused,

    /// <summary>A list that would never end: the server repeats a cursor, or says that there is more and sends nothing.</summary>
    PagingLoop,

    /// <summary>A wait for a task or a webhook config ended before its outcome was known; see <see cref="RicloudWaitException"/>.</summary>
    WaitTimeout,

    /// <summary>
    /// A webhook config may have been created or not: its request was sent, no answer came, and looking didn't tell.
    /// <see cref="RicloudException.Url"/> has its address.
    /// </summary>
    CreateInDoubt,

    /// <summary>A test may have been started or not: its request was sent, no answer came, and the tasks don't tell.</summary>
    TestInDoubt,

    /// <summary>A key's token may have been replaced or was: its request was sent, no answer came, and the new token is lost.</summary>
    RotateInDoubt,

    /// <summary>A request's signature isn't one; see <see cref="WebhookSignatureException"/>.</summary>
    SignatureMalformed,

    /// <summary>A request wasn't signed with any of the secrets, or was changed since.</summary>
    SignatureMismatch,

    /// <summary>A request was signed longer ago than is tolerated.</summary>
    SignatureTooOld,

    /// <summary>A request was signed further in the future than is tolerated.</summary>
    SignatureFromFuture,

    /// <summary>An event couldn't be posted to a receiver: no connection, no answer in time, or none that is HTTP. <see cref="RicloudException.Url"/> has its address.</summary>
    DeliveryFailed,

    /// <summary>A receiver answered something else than a 2xx to an event. <see cref="RicloudException.Url"/> has its address.</summary>
    DeliveryRefused,

    /// <summary>A receiver can't listen where it was told to; the inner exception is the system's.</summary>
    PortUnavailable,

    /// <summary>The API doesn't reach a receiver under its public address.</summary>
    PublicUrlUnreachable,

    /// <summary>The file that notes what registering a public address changed is another receiver's, or can't be used.</summary>
    StateFileUnusable,

    /// <summary>The API doesn't show the secret of a webhook config, so that nothing from it can be verified.</summary>
    SecretNotShown,

    /// <summary>A declaration can't be used as it is, so nothing was changed; see <see cref="DesiredState.DeclarationException"/>.</summary>
    DeclarationInvalid,

    /// <summary>A webhook config that was to be deactivated is still used.</summary>
    WebhookConfigInUse,

    /// <summary>The organisation would have been left without a valid webhook config.</summary>
    LastValidWebhookConfig,

    /// <summary>There is no secret to replace: the webhook config is deactivated, and nothing took its place.</summary>
    NothingToReplace,

    /// <summary>Several webhook configs could be what takes the old one's place.</summary>
    ReplacementAmbiguous,

    /// <summary>A webhook config can't take the old one's place.</summary>
    NotAReplacement,

    /// <summary>The receiver doesn't take the test that is signed with the new secret.</summary>
    SecretNotAccepted,
}

namespace Ricloud.Http;

/// <summary>
/// Is told what the client does: enough for a verbose line and a progress bar, and nothing secret.
/// Called on any thread; must not throw and must not wait.
/// </summary>
internal interface IRicloudObserver
{
    /// <summary>One try of a request has ended, well or badly.</summary>
    /// <param name="exchange">The request and its outcome.</param>
    void Completed(RicloudExchange exchange);

    /// <summary>The client is about to pause before it tries, or tries again.</summary>
    /// <param name="retry">What for, and how long.</param>
    void Retrying(RicloudRetry retry);

    /// <summary>Something the user should know of although the call goes on, such as a webhook config that was made twice.</summary>
    /// <param name="notice">What happened.</param>
    void Noticed(RicloudNotice notice);
}

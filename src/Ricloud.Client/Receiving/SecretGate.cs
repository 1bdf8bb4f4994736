using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>Holds the secrets that signatures are judged with, which may come after the first requests, and may change.</summary>
internal sealed class SecretGate(TimeSpan? tolerance, TimeSpan? futureTolerance) : IDisposable
{
    private readonly TaskCompletionSource<bool> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WebhookVerifier? _verifier;

    /// <summary>Ends when a secret is known or never will be.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Null as long as no secret is known.</summary>
    public WebhookVerifier? Verifier => _verifier;

    /// <summary>Replaces the secrets. Requests that are being verified end with the ones they began with.</summary>
    /// <exception cref="ArgumentException">There is no secret, or an empty one, or a tolerance is negative.</exception>
    public void Use(IReadOnlyCollection<string> secrets)
    {
        _verifier = new WebhookVerifier(secrets, tolerance, futureTolerance);
        _ = _opened.TrySetResult(true);
    }

    public void Close() => _ = _opened.TrySetResult(false);

    public void Dispose()
    {
        Close();
        _verifier?.Dispose();
    }
}

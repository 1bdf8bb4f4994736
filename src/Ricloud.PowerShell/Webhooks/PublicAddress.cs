using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>A receiver's public address while a command listens: registered once, and put back on every way out.</summary>
internal sealed class PublicAddress : IDisposable
{
    // The API's test is tried once, and done within this time or not at all.
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(15);

    private readonly PublicUrlRegistration _registration;
    private readonly string _url;
    private Task _registering = Task.CompletedTask;

    public PublicAddress(RicloudClient client, string url, string? statePath, Action<string> tell)
    {
        _registration = new PublicUrlRegistration(client, url, statePath, tell);
        _url = url;
    }

    /// <summary>Whether an event is the test that the registration itself has caused.</summary>
    public bool IsOwnTest(RicloudEvent occurrence) => _registration.IsOwnTest(occurrence);

    /// <exception cref="RicloudException">As for any request.</exception>
    /// <exception cref="RicloudCommandException">The API doesn't reach the receiver, or the changes can't be noted.</exception>
    public Task<WebhookConfig> RegisterAsync(EventReceiver receiver, CancellationToken cancellationToken)
    {
        Task<WebhookConfig> registering = _registration.RegisterAsync(receiver.UseSecrets, TestTime, cancellationToken);
        _registering = registering;
        return RegistrationErrors.TranslateAsync(_url, registering);
    }

    /// <summary>Puts everything back.</summary>
    /// <exception cref="RicloudException">As for any request; the next run tries again.</exception>
    /// <exception cref="RicloudCommandException">The note about the changes can't be removed.</exception>
    public Task<bool> UndoAsync(CancellationToken cancellationToken)
    {
        return RegistrationErrors.TranslateAsync(_url, Undo());

        async Task<bool> Undo()
        {
            await _registration.UndoAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>
    /// Puts back what is still to be, for whatever ended the command: nobody is left to be told, and what can't be put back
    /// now is left to the next run, which finds it noted.
    /// </summary>
    public void Dispose()
    {
        using CancellationTokenSource time = new(UndoTime);
        try
        {
            Task.Run(() => UndoQuietlyAsync(time.Token)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is RicloudException or OperationCanceledException or RegistrationException or IOException)
        {
            // Noted.
        }

        _registration.Dispose();
    }

    private async Task UndoQuietlyAsync(CancellationToken cancellationToken)
    {
        // A registration that Ctrl+C has cut off may still be noting what it did.
        _ = await Task.WhenAny(_registering, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        await _registration.UndoAsync(cancellationToken).ConfigureAwait(false);
    }
}

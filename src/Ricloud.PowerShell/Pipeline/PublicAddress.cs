using System.IO;
using Ricloud.Http;
using Ricloud.Receiving;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A receiver's public address while a command listens: registered once, and put back on every way out.</summary>
/// <param name="client">The API, as the key whose events are wanted.</param>
/// <param name="url">The address.</param>
/// <param name="statePath">The file where the changes are noted; null for the usual one.</param>
/// <param name="tell">Is told of each step.</param>
/// <param name="stop">Ends the command, in a process that outlives the signal to end.</param>
internal sealed class PublicAddress(RicloudClient client, string url, string? statePath, Action<string> tell, Action stop) : IDisposable
{
    /// <summary>How long a signal is held up: whoever ends services waits ten seconds or so before he kills them.</summary>
    public static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(7);

    // The API's test is tried once, and done within this time or not at all.
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterSignal = TimeSpan.FromSeconds(1);

    private readonly PublicUrlRegistration _registration = new PublicUrlRegistration(client, url, statePath, tell);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ending = new();
    private Call _call;
    private Task _registering = Task.CompletedTask;

    /// <summary>Whether an event comes of the test that the registration itself has caused.</summary>
    public bool Caused(RicloudEvent occurrence) => _registration.Test.Caused(occurrence);

    /// <exception cref="RicloudException">As for any request, or the API doesn't reach the receiver, or the changes can't be noted.</exception>
    public Task<WebhookConfig> RegisterAsync(EventReceiver receiver, Call call)
    {
        _call = call;
        EndSignals.Add(this);
        _ = call.Token.Register(_ending.Cancel);
        var registering = _registration.RegisterAsync(receiver.UseSecrets, TestTime, call.With(_ending.Token));
        _registering = registering;
        return Register();

        async Task<WebhookConfig> Register()
        {
            try
            {
                return await registering.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!call.Token.IsCancellationRequested)
            {
                // By a signal: the script must not go on to its next line meanwhile.
                await Task.Delay(Timeout.Infinite, call.Token).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Puts everything back.</summary>
    /// <exception cref="RicloudException">As for any request, or the note about the changes can't be removed; the next run tries again.</exception>
    public async Task<bool> UndoAsync(Call call)
    {
        await _turn.WaitAsync(call.Token).ConfigureAwait(false);
        try
        {
            await _registration.UndoAsync(call).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>Puts back what there is before a signal ends the process.</summary>
    public async Task EndAsync()
    {
        _ending.Cancel();
        await PutBackQuietlyAsync(SignalTime).ConfigureAwait(false);
        _ = Task.Delay(AfterSignal).ContinueWith(_ => stop(), TaskScheduler.Default);
    }

    /// <summary>Puts back what is still to be, for whatever ended the command.</summary>
    public void Dispose()
    {
        Task.Run(() => PutBackQuietlyAsync(UndoTime)).GetAwaiter().GetResult();
        EndSignals.Remove(this);
        _registration.Dispose();
    }

    /// <summary>Nobody is left to be told: what can't be put back now is left to the next run, which finds it noted.</summary>
    private async Task PutBackQuietlyAsync(TimeSpan most)
    {
        using CancellationTokenSource time = new(most);
        try
        {
            // A registration that was cut off may still be noting what it did.
            _ = await Task.WhenAny(_registering, Task.Delay(Timeout.Infinite, time.Token)).ConfigureAwait(false);
            _ = await UndoAsync(_call.With(time.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RicloudException or OperationCanceledException or IOException)
        {
            // Noted.
        }
    }
}

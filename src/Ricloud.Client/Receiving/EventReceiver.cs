using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ricloud.Receiving;

/// <summary>
/// Listens for deliveries, verifies them, and hands each event to one consumer exactly once; the sender hears 200
/// only after the consumer has said that the event is safe. Speaks HTTP/1.1 without TLS: it stands behind a tunnel or
/// a proxy, and decides nothing by the Host header.
/// </summary>
internal sealed class EventReceiver : IDisposable
{
    private const int Backlog = 512;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(200);

    private readonly EventReceiverOptions _options;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SecretGate _gate;
    private readonly EventLedger _ledger;
    private readonly EventQueue _queue;
    private readonly RequestCounter _counter;
    private readonly ConnectionTable _connections;
    private readonly ReceiverServices _services;
    private int _ended;

    private EventReceiver(EventReceiverOptions options)
    {
        _options = options;
        _gate = new SecretGate(options.Tolerance, options.FutureTolerance);
        if (options.Secrets is { } secrets)
        {
            _gate.Use(secrets);
        }

        _ledger = new EventLedger(options.Limits.RememberedEvents, options.HandedOverBefore);
        _counter = new RequestCounter(!options.AllowUnsigned);
        _queue = new EventQueue(options.Limits.QueuedEvents);
        _connections = new ConnectionTable(options.Limits, options.Elapsed);
        _services = new ReceiverServices(
            options,
            new ReceiverRoute(options.PathBase, options.MetricsPath),
            new DeliveryHandler(options, _gate, _ledger, _queue),
            _counter,
            () => _counter.ToText(_queue.Count),
            () => _stopping.IsCancellationRequested);
        EndPoint = new IPEndPoint(options.ListenAddress, options.Port);
        _listener = new TcpListener(EndPoint);
    }

    /// <summary>Where it listens; the port is the real one.</summary>
    public IPEndPoint EndPoint { get; private set; }

    /// <summary>What requests have come, by what became of them.</summary>
    public ReceiverStatistics Statistics => _counter.Snapshot();

    /// <summary>How many events wait to be taken.</summary>
    public int QueuedEvents => _queue.Count;

    /// <summary>Starts listening.</summary>
    /// <param name="options">What for.</param>
    /// <returns>The receiver, which listens already. The caller disposes of it.</returns>
    /// <exception cref="ArgumentException">
    /// Not exactly one of secrets, <see cref="EventReceiverOptions.AllowUnsigned"/> and
    /// <see cref="EventReceiverOptions.HoldsForSecrets"/> is given, a secret is empty, or a path is no path.
    /// </exception>
    /// <exception cref="RicloudException">The port or address can't be had.</exception>
    public static EventReceiver Start(EventReceiverOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        var ways = (options.Secrets is null ? 0 : 1) + (options.AllowUnsigned ? 1 : 0) + (options.HoldsForSecrets ? 1 : 0);
        if (ways != 1)
        {
            throw new ArgumentException("A receiver needs secrets to verify with, or else be told to wait for them or to do without.", nameof(options));
        }

        var receiver = new EventReceiver(options);
        try
        {
            receiver.Listen();
            return receiver;
        }
        catch (RicloudException)
        {
            receiver.Dispose();
            throw;
        }
    }

    /// <summary>Sets the secrets that are accepted from now on. Requests that were held for them go on.</summary>
    /// <param name="secrets">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or an empty one.</exception>
    public void UseSecrets(IReadOnlyCollection<string> secrets) => _gate.Use(secrets);

    /// <summary>Takes the next event if one is there.</summary>
    /// <returns>The event, to be accepted or rejected; <see langword="null"/> when there is none.</returns>
    public PendingEvent? TryTake() => _queue.TryTake();

    /// <summary>Waits for the next event.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event, to be accepted or rejected; <see langword="null"/> once the receiver has ended.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<PendingEvent?> NextAsync(CancellationToken cancellationToken) => _queue.TakeAsync(cancellationToken);

    /// <summary>
    /// Ends within 250 ms: no connection is taken any more, what wasn't accepted is answered with 503, and answers
    /// under way are finished.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        _stopping.Cancel();
        _listener.Stop();
        _gate.Close();
        _queue.Close();
        _ledger.RejectAll();
        var ended = _connections.StopAsync();
        if (Task.WaitAny([ended], StopTime) < 0)
        {
            _connections.CloseAll();
        }

        // Whoever is still verifying needs the keys until then.
        _ = ended.ContinueWith(_ => _gate.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private void Listen()
    {
        try
        {
            if (_options.ListenAddress.Equals(IPAddress.IPv6Any))
            {
                _listener.Server.DualMode = true;
            }

            // Elsewhere a second listener is refused anyway, and asking would forbid a quick restart.
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                _listener.ExclusiveAddressUse = true;
            }

            _listener.Start(Backlog);
            EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        }
        catch (SocketException refused)
        {
            throw BindFailure.Of(EndPoint, refused);
        }

        _ = AcceptAsync(_stopping.Token);
        _ = SweepAsync(_stopping.Token);
    }

    private async Task AcceptAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await _listener.AcceptSocketAsync().ConfigureAwait(false));
            }
            catch (Exception ended) when (stopping.IsCancellationRequested && ended is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer was gone before it was accepted, or this process has no handle left: both pass.
                await PauseAsync(AcceptPause, stopping).ConfigureAwait(false);
            }
        }
    }

    private void Admit(Socket socket)
    {
        try
        {
            _connections.Admit(new ReceiverConnection(socket, _services));
        }
        catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException)
        {
            // Reset between its arrival and now.
            socket.Dispose();
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        while (await PauseAsync(SweepInterval, stopping).ConfigureAwait(false))
        {
            _connections.Sweep();
        }
    }

    private async Task<bool> PauseAsync(TimeSpan time, CancellationToken stopping)
    {
        try
        {
            await _options.Delay(time, stopping).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

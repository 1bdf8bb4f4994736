using System.Reflection;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// SIGTERM and SIGHUP, which end a process without a word to its commands. While a public address is registered, it is
/// put back first; then the signal has its way. Windows PowerShell knows no such signals.
/// </summary>
internal static class EndSignals
{
    // As System.Runtime.InteropServices.PosixSignal has them.
    private const int Hangup = -1;
    private const int Termination = -4;

    // A terminal that is closed may send two at once. Whoever sends another later doesn't want to wait.
    private static readonly TimeSpan SecondPatience = TimeSpan.FromSeconds(1);

    private static readonly object Gate = new();
    private static readonly List<PublicAddress> Addresses = [];
    private static IDisposable[] _watches = [];
    private static Task _puttingBack = Task.CompletedTask;

    /// <summary>Has an address put back when the process is told to end.</summary>
    public static void Add(PublicAddress address)
    {
        lock (Gate)
        {
            Addresses.Add(address);
            if (_watches.Length == 0)
            {
                _watches = Watch();
            }
        }
    }

    /// <summary>Leaves the process as it was, after the last one.</summary>
    public static void Remove(PublicAddress address)
    {
        lock (Gate)
        {
            if (Addresses.Remove(address) && Addresses.Count == 0)
            {
                Array.ForEach(_watches, watch => watch.Dispose());
                _watches = [];
            }
        }
    }

    private static IDisposable[] Watch()
    {
        if (typeof(object).Assembly.GetType("System.Runtime.InteropServices.PosixSignalRegistration")?.GetMethod("Create") is not { } create)
        {
            return [];
        }

        Type[] types = [.. create.GetParameters().Select(parameter => parameter.ParameterType)];
        var handler = Delegate.CreateDelegate(types[1], ((Action<object>)OnSignal).Method);
        try
        {
            return [.. new[] { Hangup, Termination }.Select(signal => (IDisposable)create.Invoke(null, [Enum.ToObject(types[0], signal), handler])!)];
        }
        catch (TargetInvocationException)
        {
            // A system without signals.
            return [];
        }
    }

    /// <summary>Holds the signal up while there is something to put back. It isn't cancelled: the process ends by it as ever.</summary>
    private static void OnSignal(object context)
    {
        bool isFirst;
        Task puttingBack;
        lock (Gate)
        {
            isFirst = _puttingBack.IsCompleted;
            if (isFirst)
            {
                _puttingBack = Task.WhenAll(Addresses.Select(address => Task.Run(address.EndAsync)));
            }

            puttingBack = _puttingBack;
        }

        _ = puttingBack.Wait(isFirst ? PublicAddress.SignalTime : SecondPatience);
    }
}

using System.IO;
using System.Runtime.InteropServices;

namespace Ricloud.Emulator;

/// <summary>
/// What ends the process: SIGTERM, and either Ctrl+C or, when it is attached to a parent, the end of
/// standard input. A parent that is killed closes it too, so no emulator outlives its session.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals(bool attached)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (!attached)
            {
                Stop();
            }
        });
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Stop();
        });
        if (attached)
        {
            new Thread(WatchInput) { IsBackground = true, Name = "standard input" }.Start();
        }
    }

    /// <summary>Cancelled when the process is to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public Task WaitAsync() => _stop.Task;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stopping.Dispose();
    }

    private void Stop()
    {
        if (_stop.TrySetResult())
        {
            _stopping.Cancel();
        }
    }

    private void WatchInput()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[256];
            while (input.Read(buffer) > 0)
            {
                // Only its end says something.
            }
        }
        catch (IOException)
        {
            // No longer there is as good as ended.
        }

        Stop();
    }
}

using System;
using System.Threading;

namespace Ricloud.Benchmarks.Workers;

/// <summary>Watches how far this process grows beyond what it had at first, looking every 5 ms.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private readonly long _before;
    private long _peak;

    public MemoryPeak()
    {
        GC.Collect();
        _before = Environment.WorkingSet;
        _peak = _before;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    public double GrowthInMiB => Math.Max(0, Volatile.Read(ref _peak) - _before) / 1024.0 / 1024.0;

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Watch()
    {
        while (!_ended.Wait(5))
        {
            Volatile.Write(ref _peak, Math.Max(_peak, Environment.WorkingSet));
        }
    }
}

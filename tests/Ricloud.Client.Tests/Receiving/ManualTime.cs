using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Receiving;

/// <summary>A clock that stands still until it is advanced, and the delays that hang on it.</summary>
internal sealed class ManualTime
{
    private readonly object _gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Source)> _delays = [];
    private TimeSpan _now = TimeSpan.FromDays(1);
    private int _looks;

    /// <summary>How often somebody has looked at the clock.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public TimeSpan Elapsed()
    {
        lock (_gate)
        {
            _looks++;
            return _now;
        }
    }

    public Task Delay(TimeSpan time, CancellationToken token)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = token.Register(() => source.TrySetCanceled(token));
        lock (_gate)
        {
            _delays.Add((_now + time, source));
        }

        return source.Task;
    }

    /// <summary>Waits until somebody waits for the clock, then advances it.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await Eventually.Holds(IsAwaited, "somebody waits for the clock");
        Advance(time);
        await Eventually.Holds(IsAwaited, "somebody waits for the clock again");
    }

    private bool IsAwaited()
    {
        lock (_gate)
        {
            return _delays.Count > 0;
        }
    }

    private void Advance(TimeSpan time)
    {
        TaskCompletionSource[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _delays.Where(delay => delay.Due <= _now).Select(delay => delay.Source)];
            _ = _delays.RemoveAll(delay => delay.Due <= _now);
        }

        foreach (var source in due)
        {
            _ = source.TrySetResult();
        }
    }
}

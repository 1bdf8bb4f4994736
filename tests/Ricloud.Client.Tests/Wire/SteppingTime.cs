using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;

namespace Ricloud.Tests.Wire;

/// <summary>A clock that a wait moves on, so that pauses take no time and can be counted.</summary>
internal sealed class SteppingTime
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private long _ticks = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public DateTimeOffset Now() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public Task Delay(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _waits.Enqueue(time);
        Advance(time);
        return Task.CompletedTask;
    }

    public RicloudClientOptions Options(Uri address) => new()
    {
        BaseAddress = address,
        Token = Secrets.Secure(Secrets.Token),
        Clock = Now,
        Elapsed = () => Now() - DateTimeOffset.UnixEpoch,
        Delay = Delay,
        Jitter = static () => 0.5,
    };
}

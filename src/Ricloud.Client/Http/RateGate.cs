using System;
using System.Threading;

namespace Ricloud.Http;

/// <summary>After a 429 nobody sends before the time that the server named: the limit is the organisation's, not one caller's.</summary>
internal sealed class RateGate
{
    private readonly Func<TimeSpan> _elapsed;
    private long _opensAt;

    internal RateGate(Func<TimeSpan> elapsed)
    {
        _elapsed = elapsed;
    }

    internal bool IsOpen => Interlocked.Read(ref _opensAt) == 0 || Remaining <= TimeSpan.Zero;

    internal TimeSpan Remaining => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _opensAt) - _elapsed().Ticks));

    internal void CloseFor(TimeSpan pause)
    {
        long until = (_elapsed() + pause).Ticks;
        long known;
        while ((known = Interlocked.Read(ref _opensAt)) < until
            && Interlocked.CompareExchange(ref _opensAt, until, known) != known)
        {
        }
    }
}

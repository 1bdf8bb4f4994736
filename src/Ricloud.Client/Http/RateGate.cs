namespace Ricloud.Http;

/// <summary>After a 429 nobody sends before the time that the server named: the limit is the organisation's, not one caller's.</summary>
internal sealed class RateGate(Func<TimeSpan> elapsed)
{
    private long _opensAt;

    public bool IsOpen => Interlocked.Read(ref _opensAt) == 0 || Remaining <= TimeSpan.Zero;

    public TimeSpan Remaining => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _opensAt) - elapsed().Ticks));

    public void CloseFor(TimeSpan pause)
    {
        var until = (elapsed() + pause).Ticks;
        long known;
        while ((known = Interlocked.Read(ref _opensAt)) < until
            && Interlocked.CompareExchange(ref _opensAt, until, known) != known)
        {
        }
    }
}

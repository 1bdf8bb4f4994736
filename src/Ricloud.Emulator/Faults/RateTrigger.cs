namespace Ricloud.Emulator.Faults;

/// <summary>The requests beyond a number in a window of time. A window begins with the first request after the one before ended.</summary>
internal sealed class RateTrigger(long limit, TimeSpan window, TimeProvider time) : FaultTrigger
{
    private readonly long _start = time.GetTimestamp();
    private long _endTicks;
    private long _inWindow;

    /// <summary>How long the window goes on.</summary>
    public TimeSpan Left => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _endTicks) - NowTicks));

    private long NowTicks => time.GetElapsedTime(_start).Ticks;

    public override bool Fires(long number)
    {
        var now = NowTicks;
        if (_inWindow == 0 || now >= _endTicks)
        {
            Interlocked.Exchange(ref _endTicks, now + window.Ticks);
            _inWindow = 0;
        }

        return ++_inWindow > limit;
    }
}

namespace Ricloud.Emulator.Retrieval;

/// <summary>How long what is emulated takes (assumed).</summary>
/// <param name="Step">From one state of a session, a subscription or a poll to the next.</param>
/// <param name="Idle">A session that isn't used for so long expires.</param>
internal sealed record WorkTimes(TimeSpan Step, TimeSpan Idle)
{
    /// <summary>When the next step of a row is due.</summary>
    public long NextStep(long now) => now + (long)Step.TotalMicroseconds;

    /// <summary>When a session expires that was last used at this moment.</summary>
    public long EndOfIdling(long lastUsed) => lastUsed + (long)Idle.TotalMicroseconds;
}

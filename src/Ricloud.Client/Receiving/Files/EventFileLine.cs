namespace Ricloud.Receiving;

/// <summary>What was found on one line of a file of events.</summary>
internal sealed class EventFileLine(int number, RicloudEvent? found, string? problem, bool isTorn)
{

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The event: a <see cref="ReceivedEvent"/> when the line says how it came; <see langword="null"/> when it is none.</summary>
    public RicloudEvent? Event { get; } = found;

    /// <summary>Why it is none; <see langword="null"/> when it is one.</summary>
    public string? Problem { get; } = problem;

    /// <summary>Whether it is the file's last line and has no end, as after a power loss.</summary>
    public bool IsTorn { get; } = isTorn;
}

namespace Ricloud;

/// <summary>What was found on one line of a file of events.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Event">The event: a <see cref="ReceivedEvent"/> when the line says how it came; <see langword="null"/> when it is none.</param>
/// <param name="Problem">Why it is none; <see langword="null"/> when it is one.</param>
/// <param name="IsTorn">Whether it is the file's last line and has no end, as after a power loss.</param>
public sealed record EventFileLine(int Number, RicloudEvent? Event, string? Problem, bool IsTorn);

namespace Ricloud.Emulator.Storage;

/// <summary>A task. <c>Revision</c> is that of the config under test.</summary>
internal sealed record TaskRow(
    long Id, long Key, string Type, long Target, long Revision, string State, string? Error,
    long DateCreated, long? DateStarted, long? DateCompleted);

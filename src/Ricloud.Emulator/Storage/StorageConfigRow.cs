namespace Ricloud.Emulator.Storage;

/// <summary>
/// A storage config. <c>Credentials</c> is the JSON that was given, null for none; <c>Revision</c> counts its changes.
/// </summary>
internal sealed record StorageConfigRow(
    long Id, string Type, string Url, string? Credentials, string State, long DateCreated, long Revision);

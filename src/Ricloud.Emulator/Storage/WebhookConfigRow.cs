namespace Ricloud.Emulator.Storage;

/// <summary>
/// A webhook config. <c>Revision</c> counts its changes, so that a test knows whether its verdict is still about it.
/// </summary>
internal sealed record WebhookConfigRow(
    long Id, string Url, string Secret, string State, long DateCreated, long Revision);

namespace Ricloud.Emulator.Storage;

/// <param name="Event">The event's number.</param>
/// <param name="WebhookConfig">Whose receiver gets it.</param>
/// <param name="Task">The test that this delivery is; null for any other event.</param>
/// <param name="TestUrl">The URL under test, which a later change of the config doesn't change.</param>
/// <param name="Lane">Which receiver it waits for.</param>
/// <param name="Tries">How often it was tried.</param>
internal sealed record DeliveryRow(long Event, long WebhookConfig, long? Task, string? TestUrl, long Lane, int Tries);

namespace Ricloud.Emulator.Storage;

internal sealed record KeyRow(
    long Id, string Type, string Token, long? WebhookConfig, long? StorageConfig, string State, long DateCreated);

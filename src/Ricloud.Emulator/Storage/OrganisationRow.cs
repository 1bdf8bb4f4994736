namespace Ricloud.Emulator.Storage;

internal sealed record OrganisationRow(
    long Id, string Name, long? WebhookConfigDefault, long? StorageConfigDefault, long DateCreated);

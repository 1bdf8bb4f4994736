using Ricloud.Emulator.Http;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary>The two configs that a key or the organisation may name.</summary>
internal sealed record ConfigReferences(long? WebhookConfig, long? StorageConfig)
{
    /// <summary>Reads them from a body; what it doesn't name stays.</summary>
    public static ConfigReferences Read(
        Session session, Fields fields, string webhookField, string storageField, long? webhookConfig, long? storageConfig) => new(
            fields.Reference(webhookField, webhookConfig, id => WebhookConfigs.Find(session, id) is not null),
            fields.Reference(storageField, storageConfig, id => StorageConfigs.Find(session, id) is not null));
}

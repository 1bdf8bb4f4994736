using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What is set of a key, for the API and for people.</summary>
internal sealed class KeySettings(
    RicloudIdentity? webhookConfig, bool usesDefaultWebhookConfig, RicloudIdentity? storageConfig, bool usesDefaultStorageConfig, string? state, bool? publishSourceFiles)
{
    // The API knows its states in small letters only.
    private readonly string? _state = state?.ToLowerInvariant();

    public KeyUpdate Update => new()
    {
        WebhookConfig = webhookConfig is null && !usesDefaultWebhookConfig ? default : new Optional<string?>(webhookConfig?.Id),
        StorageConfig = storageConfig is null && !usesDefaultStorageConfig ? default : new Optional<string?>(storageConfig?.Id),
        State = _state is null ? default : new Optional<string>(_state),
        PublishSourceFiles = publishSourceFiles,
    };

    /// <summary>Each change with what comes of it.</summary>
    public string Effects
    {
        get
        {
            List<string> effects = [];
            if (webhookConfig is not null || usesDefaultWebhookConfig)
            {
                var change = Texts.ChangeToConfig("WebhookConfig", webhookConfig?.TargetName);
                effects.Add(webhookConfig is null ? Texts.EffectOfKeyDefault(change) : Texts.EffectOfTarget(change));
            }

            if (storageConfig is not null || usesDefaultStorageConfig)
            {
                var change = Texts.ChangeToConfig("StorageConfig", storageConfig?.TargetName);
                effects.Add(storageConfig is null ? Texts.EffectOfKeyStorageDefault(change) : Texts.EffectOfStorage(change));
            }

            if (_state is not null)
            {
                var change = Texts.ChangeTo("State", _state);
                effects.Add(_state == KeyState.Deactivated ? Texts.EffectOfKeyDeactivation(change) : change);
            }

            if (publishSourceFiles is { } value)
            {
                effects.Add(Texts.ChangeTo("PublishSourceFiles", value ? "true" : "false"));
            }

            return string.Join("; ", effects);
        }
    }
}

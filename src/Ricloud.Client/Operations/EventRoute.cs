namespace Ricloud.Operations;

/// <summary>Where an event goes, and by which rule.</summary>
internal sealed class EventRoute(string rule, WebhookConfig? config, object? configId)
{
    /// <summary>The key has a webhook config of its own.</summary>
    public const string Key = "key";

    /// <summary>The organisation's default.</summary>
    public const string Default = "default";

    /// <summary>A test, which goes to the config under test.</summary>
    public const string Test = "test";

    /// <summary>Somebody has said where.</summary>
    public const string Given = "given";

    /// <summary>Neither the key nor the organisation has one.</summary>
    public const string None = "none";

    /// <summary>One of these.</summary>
    public string Rule { get; } = rule;

    /// <summary>The webhook config; <see langword="null"/> for none, or one that is gone.</summary>
    public WebhookConfig? Config { get; } = config;

    /// <summary>Its id, though it may be gone.</summary>
    public object? ConfigId { get; } = configId;
}

using System.Globalization;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>What a change may change of a thing, by the API's names: as it is, and as it is wanted. Values are texts (ids too), true or false, and null.</summary>
internal static class ChangeValues
{
    /// <summary>Whether files come with what their source knows of them. It can be set, and not be taken away.</summary>
    public const string PublishSourceFiles = "publish_source_files";

    public const string Url = "url";
    public const string State = "state";

    private const string WebhookConfig = "webhook_config";
    private const string StorageConfig = "storage_config";
    private const string WebhookConfigDefault = "webhook_config_default";
    private const string StorageConfigDefault = "storage_config_default";

    public static Dictionary<string, object?> Of(ApiResource item) => item switch
    {
        WebhookConfig config => new() { [Url] = config.Url, [State] = config.State },
        Organisation organisation => new()
        {
            [WebhookConfigDefault] = ApiId.Text(organisation.WebhookConfigDefault),
            [StorageConfigDefault] = ApiId.Text(organisation.StorageConfigDefault),
        },
        Key key => new()
        {
            [WebhookConfig] = ApiId.Text(key.WebhookConfig),
            [StorageConfig] = ApiId.Text(key.StorageConfig),
            [State] = key.State,
            [PublishSourceFiles] = key.PublishSourceFiles as bool?,
        },
        _ => throw new ArgumentException($"Changes of a {item.GetType()} aren't logged.", nameof(item)),
    };

    public static Dictionary<string, object?> Of(ConfigUpdate update) => Set((Url, update.Url.IsSet, update.Url.Value), (State, update.State.IsSet, update.State.Value));

    public static Dictionary<string, object?> Of(OrganisationUpdate update) => Set(
        (WebhookConfigDefault, update.WebhookConfigDefault.IsSet, update.WebhookConfigDefault.Value),
        (StorageConfigDefault, update.StorageConfigDefault.IsSet, update.StorageConfigDefault.Value));

    public static Dictionary<string, object?> Of(KeyUpdate update) => Set(
        (WebhookConfig, update.WebhookConfig.IsSet, update.WebhookConfig.Value),
        (StorageConfig, update.StorageConfig.IsSet, update.StorageConfig.Value),
        (State, update.State.IsSet, update.State.Value),
        (PublishSourceFiles, update.PublishSourceFiles is not null, update.PublishSourceFiles));

    public static ConfigUpdate ToConfigUpdate(IReadOnlyDictionary<string, object?> values) => new() { Url = Text(values, Url)!, State = Text(values, State)! };

    public static OrganisationUpdate ToOrganisationUpdate(IReadOnlyDictionary<string, object?> values) => new()
    {
        WebhookConfigDefault = Text(values, WebhookConfigDefault),
        StorageConfigDefault = Text(values, StorageConfigDefault),
    };

    public static KeyUpdate ToKeyUpdate(IReadOnlyDictionary<string, object?> values) => new()
    {
        WebhookConfig = Text(values, WebhookConfig),
        StorageConfig = Text(values, StorageConfig),
        State = Text(values, State)!,
        PublishSourceFiles = values.TryGetValue(PublishSourceFiles, out var value) ? value as bool? : null,
    };

    /// <summary>Whether two values are one. A config's test moves its state, so that only deactivated or not counts.</summary>
    public static bool AreSame(string resource, string name, object? one, object? other) => resource == ResourceType.WebhookConfig && name == State
        ? IsOff(one) == IsOff(other)
        : Shown(one) == Shown(other);

    /// <summary>What to send so that a thing is as it was: a config is never set to <c>valid</c>, but to <c>new</c>, and the API tests it.</summary>
    public static object? ToSend(string resource, string name, object? before) =>
        resource == ResourceType.WebhookConfig && name == State && !IsOff(before) ? ConfigState.New : before;

    /// <summary>A value for people.</summary>
    public static string? Shown(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>Whether a value stops a config or a key.</summary>
    public static bool IsOff(object? state) => state as string == ConfigState.Deactivated;

    private static Dictionary<string, object?> Set(params (string Name, bool IsSet, object? Value)[] values) =>
        values.Where(v => v.IsSet).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    private static Optional<string?> Text(IReadOnlyDictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) ? new Optional<string?>(value as string) : default;
}

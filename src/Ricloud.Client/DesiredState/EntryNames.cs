using Ricloud.Changes;

namespace Ricloud.DesiredState;

/// <summary>The names that an entry of a declaration may have, as they are written; upper and lower case are alike.</summary>
internal static class EntryNames
{
    public const string Url = "Url";
    public const string State = "State";
    public const string Default = "Default";
    public const string Keys = "Keys";
    public const string Credential = "Credential";
    public const string SignedUrl = "SignedUrl";
    public const string SignedUrlExpiry = "SignedUrlExpiry";
    public const string Id = "Id";
    public const string PublishSourceFiles = "PublishSourceFiles";
    public const string WebhookConfig = "WebhookConfig";
    public const string StorageConfig = "StorageConfig";

    /// <summary>It tells that something is an object of the API, exported as it is.</summary>
    public const string Resource = "Resource";

    /// <summary>The lists of a declaration.</summary>
    public const string WebhookConfigs = "WebhookConfigs";
    public const string StorageConfigs = "StorageConfigs";

    public static readonly string[] OfWebhookConfig = [Url, State, Default, Keys];
    public static readonly string[] OfStorageConfig = [Url, State, Default, Keys, Credential, SignedUrl, SignedUrlExpiry];
    public static readonly string[] OfKey = [Id, State, WebhookConfig, StorageConfig, PublishSourceFiles];
    public static readonly string[] OfDeclaration = [WebhookConfigs, StorageConfigs, Keys];

    public static string[] Of(ConfigKind kind) => kind == ConfigKind.Storage ? OfStorageConfig : OfWebhookConfig;

    public static bool Are(string name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);

    public static bool Has(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>As a sentence has them.</summary>
    public static string Sentence(string[] names) => string.Join(", ", names.Take(names.Length - 1)) + " and " + names[names.Length - 1];
}

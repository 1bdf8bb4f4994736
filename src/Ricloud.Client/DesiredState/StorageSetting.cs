namespace Ricloud.DesiredState;

/// <summary>A setting of a storage config that can be declared.</summary>
internal sealed class StorageSetting(string name, string attribute, Func<DeclaredConfig, object?> declared, Func<StorageConfig, object?> current)
{
    /// <summary>The API's name of the credential, which it never answers with.</summary>
    public const string CredentialAttribute = "credentials";

    public static readonly StorageSetting SignedUrl = new(EntryNames.SignedUrl, "signed_urls_enabled", static entry => entry.SignedUrl, static config => config.SignedUrlsEnabled);
    public static readonly StorageSetting SignedUrlExpiry = new(EntryNames.SignedUrlExpiry, "signed_urls_expiry", static entry => entry.SignedUrlExpiry, static config => config.SignedUrlsExpiry);

    /// <summary>As a declaration has it.</summary>
    public string Name => name;

    /// <summary>As the API has it.</summary>
    public string Attribute => attribute;

    /// <summary>Those in which a config differs from what is declared, or all that is declared where there is none yet.</summary>
    public static IReadOnlyList<StorageSetting> Differing(DeclaredConfig entry, IRicloudConfig? config) =>
        [.. new[] { SignedUrl, SignedUrlExpiry }.Where(setting => setting.Declared(entry) is { } wanted && !Equals(wanted, setting.Current(config)))];

    /// <summary>What is declared; <see langword="null"/> for as it is.</summary>
    public object? Declared(DeclaredConfig entry) => declared(entry);

    /// <summary>What there is; <see langword="null"/> for none.</summary>
    public object? Current(IRicloudConfig? config) => config is StorageConfig storage ? current(storage) : null;
}

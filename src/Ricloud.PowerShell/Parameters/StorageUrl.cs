using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>The address of a storage, <c>gs://bucket/path</c> or <c>s3://bucket/path</c>, kept exactly as it was written.</summary>
public sealed class StorageUrl : ParameterValue
{
    private const int LongestShown = 200;

    private StorageUrl(string text, object? source, RicloudError? error, params object?[] reasons)
        : base(source, error, reasons) => Text = text;

    /// <summary>The address as it goes to the API.</summary>
    public string Text { get; }

    internal override string TargetName => Texts.NewConfigTarget(IdentityKind.StorageConfig.Name, Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static StorageUrl Refused(object? source, string shown) => new(string.Empty, source, RicloudError.InvalidStorageUrl, shown);

    /// <summary>Reads an address of one of the two services (API contract: documented).</summary>
    internal static StorageUrl Read(object? source) => NamedValues.Unwrap(source) switch
    {
        null => Refused(source, "$null"),
        StorageUrl url => url,
        string text => Of(text, source),
        Uri uri => Of(uri.OriginalString, source),
        StorageConfig config => Of(config.Url, source),
        var value => FromObject(value),
    };

    private static StorageUrl Of(string text, object? source)
    {
        if (StorageAddress.IsValid(text))
        {
            return new(text, source, null);
        }

        var shown = TerminalText.Of(text);
        return Refused(source, "'" + (shown.Length > LongestShown ? shown.Substring(0, LongestShown) : shown) + "'");
    }

    private static StorageUrl FromObject(object source)
    {
        var view = ObjectView.Of(source);
        var isKnown = view is not null && (view.ModuleType ?? IdentityKind.StorageConfig.TypeName) == IdentityKind.StorageConfig.TypeName;
        return isKnown && NamedValues.Unwrap(view!["Url"]) is string url
            ? Of(url, source)
            : Refused(source, Texts.WithArticle(view?.TypeName ?? source.GetType().FullName!) + " without a Url");
    }
}

using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>
/// The address of a receiver, kept exactly as it was written: <see cref="Uri"/> checks it, but would also change it.
/// </summary>
public sealed class ReceiverUrl : ParameterValue
{
    private const int LongestShown = 200;

    private ReceiverUrl(string text, object? source, RicloudError? error, params object?[] reasons)
        : base(source, error, reasons) => Text = text;

    /// <summary>The URL as it goes to the API.</summary>
    public string Text { get; }

    internal override string TargetName => Texts.NewConfigTarget(IdentityKind.WebhookConfig.Name, Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static ReceiverUrl Refused(object? source, string shown) => new(string.Empty, source, RicloudError.InvalidUrl, shown);

    /// <summary>Reads an absolute http or https URL.</summary>
    internal static ReceiverUrl Read(object? source) => NamedValues.Unwrap(source) switch
    {
        null => Refused(source, "$null"),
        ReceiverUrl url => url,
        string text => Of(text, source),
        Uri uri => Of(uri.OriginalString, source),
        WebhookConfig config => Of(config.Url, source),
        var value => FromObject(value),
    };

    private static ReceiverUrl Of(string text, object? source)
    {
        if (ReceiverAddress.IsValid(text))
        {
            return new(text, source, null);
        }

        var shown = TerminalText.Of(text);
        return Refused(source, "'" + (shown.Length > LongestShown ? shown.Substring(0, LongestShown) : shown) + "'");
    }

    private static ReceiverUrl FromObject(object source)
    {
        var view = ObjectView.Of(source);
        var isKnown = view is not null && (view.ModuleType ?? IdentityKind.WebhookConfig.TypeName) == IdentityKind.WebhookConfig.TypeName;
        return isKnown && NamedValues.Unwrap(view!["Url"]) switch { Uri uri => uri.OriginalString, var text => text as string } is { } url
            ? Of(url, source)
            : Refused(source, "a " + (view?.TypeName ?? source.GetType().FullName) + " without a Url");
    }
}

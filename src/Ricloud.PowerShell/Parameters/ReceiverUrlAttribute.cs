using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Turns text, a <see cref="Uri"/>, a webhook config or an object with a <c>Url</c> (a CSV row, say) into receiver
/// URLs. It never throws: one bad URL is an error of its own item.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReceiverUrlAttribute : ArgumentTransformationAttribute
{
    /// <summary>The parameter takes one URL instead of a list.</summary>
    public bool Single { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Single)
        {
            return Read(inputData);
        }

        var value = Unwrap(inputData);
        return value is null or string || NamedValues.IsMap(value) || LanguagePrimitives.GetEnumerable(value) is not { } items
            ? new[] { Read(inputData) }
            : items.Cast<object?>().Select(Read).DefaultIfEmpty(ReceiverUrl.Refused(null, Texts.EmptyList)).ToArray();
    }

    private static ReceiverUrl Read(object? source) => Unwrap(source) switch
    {
        null => ReceiverUrl.Refused(source, "$null"),
        ReceiverUrl url => url,
        string text => ReceiverUrl.Of(text, source),
        Uri uri => ReceiverUrl.Of(uri.OriginalString, source),
        WebhookConfig config => ReceiverUrl.Of(config.Url, source),
        var value => FromObject(value, source!),
    };

    private static ReceiverUrl FromObject(object value, object source)
    {
        var view = ObjectView.Of(source);
        var isKnown = view is not null && (view.ModuleType ?? IdentityKind.WebhookConfig.TypeName) == IdentityKind.WebhookConfig.TypeName;
        return isKnown && Unwrap(view!["Url"]) switch { Uri uri => uri.OriginalString, var text => text as string } is { } url
            ? ReceiverUrl.Of(url, source)
            : ReceiverUrl.Refused(source, "a " + (view?.TypeName ?? value.GetType().FullName) + " without a Url");
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

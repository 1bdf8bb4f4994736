using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Reads a connection as runbooks have them: a hashtable, which is what <c>Get-AutomationConnection</c> gives, or an object,
/// with a <c>Token</c> and perhaps a <c>Url</c>. Names in any case; anything else in it is a mistake, and told as one.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Known = ["Token", "Url"];

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var view = (inputData is null ? null : ObjectView.Of(inputData))
            ?? throw new ArgumentTransformationMetadataException(Texts.NotAConnection);
        if (view.Members.Select(m => m.Key).FirstOrDefault(n => !Known.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new ArgumentTransformationMetadataException(Texts.ConnectionHasMore(unknown));
        }

        var token = SecretReader.Token.Read(view["Token"]);
        return token.Reason is null
            ? new ConnectionSettings(TokenAttribute.Secure(token.Reveal()), Url(view))
            : throw new ArgumentTransformationMetadataException(Texts.ConnectionWithoutToken + " " + Texts.TokenIsNone(token.Reason));
    }

    private static string? Url(ObjectView view) => NamedValues.Unwrap(view["Url"]) switch
    {
        Uri uri => uri.OriginalString,
        string { Length: > 0 } text => text,
        _ => null,
    };
}

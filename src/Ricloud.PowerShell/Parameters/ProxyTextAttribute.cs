using System.Management.Automation;
using System.Net;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Takes a proxy as the environment variables have it: <c>host</c>, <c>host:port</c> or an address, perhaps with a user and a
/// password, percent-encoded or not. <see cref="Uri"/> would take the host before the port for a scheme.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyTextAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        NamedValues.Unwrap(inputData) is Uri uri ? uri.OriginalString : inputData;

    /// <summary>Reads a proxy.</summary>
    /// <param name="text">Where it is.</param>
    /// <param name="credential">Who asks it; goes before what the text says.</param>
    /// <exception cref="RicloudCommandException">It is no proxy.</exception>
    public static IWebProxy Read(string text, PSCredential? credential)
    {
        var address = text.Trim();
        var end = address.IndexOf("://", StringComparison.Ordinal);
        var scheme = end < 0 ? "http" : address.Substring(0, end).ToLowerInvariant();
        var rest = end < 0 ? address : address.Substring(end + 3);
        var at = rest.LastIndexOf('@');
        var host = rest.Substring(at + 1).TrimEnd('/');
        if (!Schemes.Contains(scheme) || host.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || "/?#\\".IndexOf(c) >= 0)
            || !Uri.TryCreate(scheme + "://" + host, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Port == 0)
        {
            // Without what stands before the @: it is a password.
            var shown = (end < 0 ? string.Empty : scheme + "://") + (at < 0 ? string.Empty : "***@") + host;
            throw new RicloudCommandException(RicloudError.InvalidConnection.ToRecord(shown, Texts.ProxyNamed(shown), Texts.NotAProxy));
        }

        return new WebProxy(uri) { Credentials = credential is null ? at < 0 ? null : Credential(rest.Substring(0, at)) : Credential(credential) };
    }

    /// <summary>The credentials for a proxy. A name with an @ stays whole, which GetNetworkCredential would take apart.</summary>
    public static NetworkCredential Credential(PSCredential credential)
    {
        var password = new NetworkCredential(string.Empty, credential.Password).Password;
        return Credential(credential.UserName, password);
    }

    private static NetworkCredential Credential(string text)
    {
        var colon = text.IndexOf(':');
        var user = Uri.UnescapeDataString(colon < 0 ? text : text.Substring(0, colon));
        var password = colon < 0 ? string.Empty : Uri.UnescapeDataString(text.Substring(colon + 1));
        return Credential(user, password);
    }

    private static NetworkCredential Credential(string user, string password)
    {
        var domain = user.IndexOf('\\');
        return domain < 0
            ? new NetworkCredential(user, password)
            : new NetworkCredential(user.Substring(domain + 1), password, user.Substring(0, domain));
    }
}

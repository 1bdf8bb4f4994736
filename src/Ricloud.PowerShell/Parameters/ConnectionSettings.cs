using System.Security;

namespace Ricloud.PowerShell;

/// <summary>What a <c>-Connection</c> parameter was given: a token and, if need be, an address. It shows neither.</summary>
public sealed class ConnectionSettings
{
    internal ConnectionSettings(SecureString token, string? url)
    {
        Token = token;
        Url = url;
    }

    internal SecureString Token { get; }

    internal string? Url { get; }

    /// <inheritdoc/>
    public override string ToString() => "(connection)";
}

using System.Security;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell;

/// <summary>
/// A secret in the answer to a raw request. It has no property, so that neither the screen nor JSON, CSV or CliXml shows it.
/// </summary>
public sealed class RicloudSecret
{
    private readonly string _text;

    internal RicloudSecret(string text) => _text = text;

    /// <summary>The secret as text.</summary>
    /// <returns>The secret, exactly as the API gave it.</returns>
    public string Reveal() => _text;

    /// <summary>The secret as a secure string, to pass to <c>-Token</c> or <c>-Secret</c>.</summary>
    /// <returns>A read-only copy.</returns>
    public SecureString ToSecureString() => TokenAttribute.Secure(_text);

    /// <inheritdoc/>
    public override string ToString() => "(hidden)";
}

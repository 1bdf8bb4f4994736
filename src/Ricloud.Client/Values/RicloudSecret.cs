using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Ricloud;

/// <summary>
/// A secret: a webhook config's, a key's token, a credential in an answer. It has no property, so that neither the screen nor
/// JSON, CSV or CliXml shows it, on any system.
/// </summary>
public sealed class RicloudSecret : IEquatable<RicloudSecret>
{
    /// <summary>What is shown in place of any secret.</summary>
    internal const string Shown = "(hidden)";

    /// <summary>A SecureString holds no more.</summary>
    internal const int LongestText = 65536;

    private const int ShortestMasked = 8;

    private readonly string _text;

    /// <summary>Hides a text.</summary>
    /// <param name="text">The secret.</param>
    public RicloudSecret(string text)
    {
        _text = text ?? throw new ArgumentNullException(nameof(text));
    }

    /// <summary>Hides what a secure string has.</summary>
    /// <param name="text">The secret.</param>
    public RicloudSecret(SecureString text)
    {
        // With its length: a NetworkCredential would end it at a zero.
        var copy = Marshal.SecureStringToGlobalAllocUnicode(text ?? throw new ArgumentNullException(nameof(text)));
        _text = Marshal.PtrToStringUni(copy, text.Length);
        Marshal.ZeroFreeGlobalAllocUnicode(copy);
    }

    /// <summary>Lets it be passed wherever a secure string is taken.</summary>
    /// <param name="secret">The secret.</param>
    public static implicit operator SecureString?(RicloudSecret? secret) => secret?.ToSecureString();

    /// <summary>The secret as text.</summary>
    /// <returns>The secret, exactly as the API gave it.</returns>
    public string Reveal() => _text;

    /// <summary>The secret as a secure string, for commands that take nothing else.</summary>
    /// <returns>A read-only copy.</returns>
    public SecureString ToSecureString()
    {
        SecureString secure = new();
        foreach (var character in _text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }

    /// <summary>
    /// Masks it in a text that came from outside, also as a URL, JSON or base64 writes it. A secret of a few characters would turn
    /// every text to masks, and nobody has one.
    /// </summary>
    internal string MaskIn(string text)
    {
        if (_text.Length < ShortestMasked)
        {
            return text;
        }

        var json = Newtonsoft.Json.JsonConvert.ToString(_text);
        foreach (var form in new[] { _text, Uri.EscapeDataString(_text), json.Substring(1, json.Length - 2), Convert.ToBase64String(Encoding.UTF8.GetBytes(_text)).TrimEnd('=') })
        {
            text = text.IndexOf(form, StringComparison.Ordinal) >= 0 ? text.Replace(form, "***") : text;
        }

        return text;
    }

    /// <inheritdoc/>
    public bool Equals(RicloudSecret? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RicloudSecret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>Shows nothing of it.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => Shown;
}

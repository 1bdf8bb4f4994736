using System;
using System.Net.Http.Headers;
using System.Security;

namespace Ricloud.Http;

/// <summary>The token, kept where no property shows it, and masked wherever it might come up.</summary>
internal sealed class ApiToken
{
    private const string Mask = "***";

    private readonly string? _text;

    internal ApiToken(SecureString? token)
    {
        if (token is null)
        {
            return;
        }

        string text = new RicloudSecret(token).Reveal();
        foreach (char character in text)
        {
            if (character is < '!' or > '~')
            {
                throw new ArgumentException(
                    "The token holds a space, a line break, a control character or a character beyond ASCII, which no token has. Was it copied with something around it?");
            }
        }

        if (text.Length == 0)
        {
            throw new ArgumentException("The token is empty.");
        }

        _text = text;
        Header = new AuthenticationHeaderValue("Token", text);
    }

    internal AuthenticationHeaderValue? Header { get; }

    /// <summary>Masks the token in a text that came from outside. A token of a few characters would turn every text to masks.</summary>
    internal string Redact(string text) =>
        _text is { Length: >= 6 } && text.IndexOf(_text, StringComparison.Ordinal) >= 0 ? text.Replace(_text, Mask) : text;
}

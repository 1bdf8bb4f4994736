using System.Net.Http.Headers;
using System.Security;

namespace Ricloud.Http;

/// <summary>The token, kept where no property shows it, and masked wherever it might come up. It may be replaced by its successor.</summary>
internal sealed class ApiToken
{
    private volatile RicloudSecret? _secret;
    private volatile RicloudSecret? _predecessor;
    private AuthenticationHeaderValue? _header;

    public ApiToken(SecureString? token)
    {
        if (token is not null)
        {
            Use(new RicloudSecret(token));
        }
    }

    public AuthenticationHeaderValue? Header => Volatile.Read(ref _header);

    /// <summary>Whether it is this one now.</summary>
    public bool Is(RicloudSecret? token) => token is not null && token.Equals(_secret);

    /// <summary>Has every later request carry another token.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Use(RicloudSecret token)
    {
        var text = token.Reveal();
        foreach (var character in text)
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

        _predecessor = _secret;
        _secret = token;
        Volatile.Write(ref _header, new AuthenticationHeaderValue("Token", text));
    }

    /// <summary>Masks the token, and the one that it has replaced, in a text that came from outside.</summary>
    public string Redact(string text) => _predecessor?.MaskIn(_secret?.MaskIn(text) ?? text) ?? _secret?.MaskIn(text) ?? text;
}

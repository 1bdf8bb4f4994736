namespace Ricloud.Values;

/// <summary>Which addresses the API can deliver to.</summary>
internal static class ReceiverAddress
{
    /// <summary>
    /// Whether a text is an absolute http or https URL without white space, control characters or halves of
    /// characters (API contract: assumed), and without a user, a password or a fragment, none of which would be sent.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it can be a webhook config's address.</returns>
    public static bool IsValid(string text) =>
        !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && UnicodeText.IsWellFormed(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && text.IndexOf('#') < 0;

    /// <summary>The address without what may be a slip: upper or lower case, a port that is the usual one, a slash at the end.</summary>
    public static string Roughly(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.AbsoluteUri.TrimEnd('/').ToUpperInvariant() : text;
}

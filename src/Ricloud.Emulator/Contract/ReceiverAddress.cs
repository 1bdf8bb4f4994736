using System.Text.RegularExpressions;

namespace Ricloud.Emulator.Contract;

/// <summary>
/// The address of a receiver. It is kept as the text that was given; only what goes over the wire is
/// encoded, and only where HTTP can't carry it as it is.
/// </summary>
internal static partial class ReceiverAddress
{
    private static readonly UriCreationOptions AsGiven = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Says what is wrong with it; null when nothing is.</summary>
    public static string? Problem(string url)
    {
        if (url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return "It must not have white space or control characters.";
        }

        var match = Parts().Match(url);
        var isAddress = match.Success
            && Uri.TryCreate(match.Groups["origin"].Value + "/", UriKind.Absolute, out var origin)
            && origin.Host.Length > 0;
        return isAddress ? null : "It must be an absolute http or https URL.";
    }

    /// <summary>The receiver's URL with the event's id at the end of its path, before any query.</summary>
    public static Uri ForEvent(string url, string eventId)
    {
        var match = Parts().Match(url);
        var path = match.Groups["path"].Value.TrimEnd('/');
        var text = $"{match.Groups["origin"].Value}{Encode(path)}/{eventId}{Encode(match.Groups["query"].Value)}";
        return new Uri(text, in AsGiven);
    }

    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && !"\"<>\\^`{|}".Contains((char)rune.Value, StringComparison.Ordinal))
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                encoded.Append(Uri.EscapeDataString(rune.ToString()));
            }
        }

        return encoded.ToString();
    }

    [GeneratedRegex(
        @"^(?<origin>https?://[^/?#\\]+)(?<path>/[^?#]*)?(?<query>\?[^#]*)?(#.*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}

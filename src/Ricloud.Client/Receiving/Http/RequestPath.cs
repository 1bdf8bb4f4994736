using System.Text;

namespace Ricloud.Receiving;

/// <summary>The path of a request's target, as decoded segments. Who the target or Host names is never looked at.</summary>
internal static class RequestPath
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly char[] PathOrQuery = ['/', '?'];

    /// <summary>Splits a target's path, then decodes each segment, so that an encoded slash separates nothing.</summary>
    /// <returns>Null when the target has no path that could be read.</returns>
    public static string[]? Segments(string target)
    {
        if (target.IndexOf('#') >= 0 || OriginForm(target) is not { } path)
        {
            return null;
        }

        var query = path.IndexOf('?');
        var segments = path.Substring(1, (query < 0 ? path.Length : query) - 1).Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (Decode(segments[i]) is not { } decoded)
            {
                return null;
            }

            segments[i] = decoded;
        }

        return segments;
    }

    /// <summary>The one segment that follows the base; null when the path isn't the base and one segment.</summary>
    public static string? SegmentAfter(IReadOnlyList<string> baseSegments, string[] segments)
    {
        if (segments.Length != baseSegments.Count + 1 || segments[segments.Length - 1].Length == 0)
        {
            return null;
        }

        for (var i = 0; i < baseSegments.Count; i++)
        {
            if (segments[i] != baseSegments[i])
            {
                return null;
            }
        }

        return segments[segments.Length - 1];
    }

    private static string? OriginForm(string target)
    {
        if (target[0] == '/')
        {
            return target;
        }

        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        var name = scheme < 0 ? "" : target.Substring(0, scheme);
        if (!name.Equals("http", StringComparison.OrdinalIgnoreCase) && !name.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var end = target.IndexOfAny(PathOrQuery, scheme + 3);
        return end >= 0 && target[end] == '/' ? target.Substring(end) : "/";
    }

    private static string? Decode(string segment)
    {
        if (segment.IndexOf('%') < 0)
        {
            return segment;
        }

        var bytes = new byte[segment.Length];
        var count = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                bytes[count++] = (byte)segment[i];
            }
            else if (i + 2 < segment.Length && Uri.IsHexDigit(segment[i + 1]) && Uri.IsHexDigit(segment[i + 2]))
            {
                bytes[count++] = (byte)((Uri.FromHex(segment[i + 1]) << 4) | Uri.FromHex(segment[i + 2]));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

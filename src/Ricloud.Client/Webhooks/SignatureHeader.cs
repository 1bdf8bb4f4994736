using System.Collections.Generic;

namespace Ricloud;

/// <summary>
/// Reads <c>t=&lt;digits&gt;,s=&lt;base64&gt;</c>: parts in any order with white space around them, unknown keys passed over,
/// one <c>t</c>, one or more <c>s</c>. Says no to anything else, and never throws.
/// </summary>
internal sealed class SignatureHeader
{
    private const int LongestHeader = 4096;

    private SignatureHeader(string timestampText, long timestamp, List<byte[]> candidates)
    {
        TimestampText = timestampText;
        Timestamp = timestamp;
        Candidates = candidates;
    }

    /// <summary>The digits as they came, since they are what was signed.</summary>
    internal string TimestampText { get; }

    internal long Timestamp { get; }

    internal List<byte[]> Candidates { get; }

    internal static SignatureHeader? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header!.Length > LongestHeader)
        {
            return null;
        }

        string? digits = null;
        long timestamp = 0;
        List<byte[]> candidates = [];
        for (int start = 0; start <= header.Length;)
        {
            int comma = header.IndexOf(',', start);
            int end = comma < 0 ? header.Length : comma;
            if (!ReadPart(header, start, end, ref digits, ref timestamp, candidates))
            {
                return null;
            }

            start = end + 1;
        }

        return digits is null || candidates.Count == 0 ? null : new SignatureHeader(digits, timestamp, candidates);
    }

    private static bool ReadPart(string header, int start, int end, ref string? digits, ref long timestamp, List<byte[]> candidates)
    {
        while (start < end && header[start] is ' ' or '\t')
        {
            start++;
        }

        while (end > start && header[end - 1] is ' ' or '\t')
        {
            end--;
        }

        int equals = header.IndexOf('=', start, end - start);
        if (equals <= start)
        {
            return false;
        }

        string value = header.Substring(equals + 1, end - equals - 1);
        char key = equals == start + 1 ? header[start] : '\0';
        switch (key)
        {
            case 't' when digits is null && TryTimestamp(value, out timestamp):
                digits = value;
                return true;
            case 't':
                return false;
            case 's' when Base64Text.TryDecode(value, out byte[] bytes):
                candidates.Add(bytes);
                return true;
            default:
                return key != 's';
        }
    }

    private static bool TryTimestamp(string text, out long timestamp)
    {
        timestamp = 0;
        foreach (char character in text)
        {
            int digit = character - '0';
            if (digit is < 0 or > 9 || timestamp > (long.MaxValue - digit) / 10)
            {
                return false;
            }

            timestamp = (timestamp * 10) + digit;
        }

        return text.Length > 0;
    }
}

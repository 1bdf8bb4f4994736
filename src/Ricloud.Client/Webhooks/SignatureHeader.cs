using System.Collections.Generic;

namespace Ricloud;

/// <summary>
/// Reads <c>t=&lt;digits&gt;,s=&lt;base64&gt;</c>: parts in any order with white space around them, unknown keys passed over,
/// one <c>t</c>, one or more <c>s</c>. Says no to anything else, and never throws.
/// </summary>
internal sealed class SignatureHeader
{
    private const int LongestHeader = 4096;

    private SignatureHeader(byte[] signedPrefix, long timestamp, List<byte[]> candidates)
    {
        SignedPrefix = signedPrefix;
        Timestamp = timestamp;
        Candidates = candidates;
    }

    /// <summary>What was signed before the body: the digits as they came, and a dot.</summary>
    internal byte[] SignedPrefix { get; }

    internal long Timestamp { get; }

    internal List<byte[]> Candidates { get; }

    internal static SignatureHeader? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header!.Length > LongestHeader)
        {
            return null;
        }

        byte[]? prefix = null;
        long timestamp = 0;
        List<byte[]> candidates = [];
        for (int start = 0; start <= header.Length;)
        {
            int comma = header.IndexOf(',', start);
            int end = comma < 0 ? header.Length : comma;
            if (!ReadPart(header, start, end, ref prefix, ref timestamp, candidates))
            {
                return null;
            }

            start = end + 1;
        }

        return prefix is null || candidates.Count == 0 ? null : new SignatureHeader(prefix, timestamp, candidates);
    }

    private static bool ReadPart(string header, int start, int end, ref byte[]? prefix, ref long timestamp, List<byte[]> candidates)
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

        int value = equals + 1;
        char key = equals == start + 1 ? header[start] : '\0';
        switch (key)
        {
            case 't' when prefix is null:
                prefix = new byte[end - value + 1];
                return TryTimestamp(header, value, end, prefix, out timestamp);
            case 't':
                return false;
            case 's' when Base64Text.TryDecode(header, value, end - value, out byte[] bytes):
                candidates.Add(bytes);
                return true;
            default:
                return key != 's';
        }
    }

    private static bool TryTimestamp(string header, int start, int end, byte[] prefix, out long timestamp)
    {
        timestamp = 0;
        for (int index = start; index < end; index++)
        {
            int digit = header[index] - '0';
            if (digit is < 0 or > 9 || timestamp > (long.MaxValue - digit) / 10)
            {
                return false;
            }

            timestamp = (timestamp * 10) + digit;
            prefix[index - start] = (byte)header[index];
        }

        prefix[prefix.Length - 1] = (byte)'.';
        return end > start;
    }
}

using System.Collections.Generic;

namespace Ricloud;

/// <summary>
/// Reads <c>t=&lt;digits&gt;,s=&lt;base64&gt;</c>: parts in any order with white space around them, unknown keys passed over,
/// one <c>t</c>, one or more <c>s</c>. Says no to anything else, and never throws.
/// </summary>
internal sealed class SignatureHeader
{
    private const int LongestHeader = 4096;

    private static readonly List<byte[]> None = [];

    private byte[]? _prefix;
    private byte[]? _candidate;
    private List<byte[]>? _others;

    private SignatureHeader()
    {
    }

    /// <summary>What was signed before the body: the digits as they came, and a dot.</summary>
    internal byte[] SignedPrefix => _prefix!;

    internal long Timestamp { get; private set; }

    /// <summary>The first signature, mostly the only one.</summary>
    internal byte[] Candidate => _candidate!;

    internal List<byte[]> OtherCandidates => _others ?? None;

    internal static SignatureHeader? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header!.Length > LongestHeader)
        {
            return null;
        }

        SignatureHeader read = new();
        for (int start = 0; start <= header.Length;)
        {
            int comma = header.IndexOf(',', start);
            int end = comma < 0 ? header.Length : comma;
            if (!read.ReadPart(header, start, end))
            {
                return null;
            }

            start = end + 1;
        }

        return read._prefix is null || read._candidate is null ? null : read;
    }

    private bool ReadPart(string header, int start, int end)
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
            case 't' when _prefix is null:
                return TryTimestamp(header, value, end);
            case 't':
                return false;
            case 's' when Base64Text.TryDecode(header, value, end - value, out byte[] bytes):
                Add(bytes);
                return true;
            default:
                return key != 's';
        }
    }

    private bool TryTimestamp(string header, int start, int end)
    {
        _prefix = new byte[end - start + 1];
        for (int index = start; index < end; index++)
        {
            int digit = header[index] - '0';
            if (digit is < 0 or > 9 || Timestamp > (long.MaxValue - digit) / 10)
            {
                return false;
            }

            Timestamp = (Timestamp * 10) + digit;
            _prefix[index - start] = (byte)header[index];
        }

        _prefix[_prefix.Length - 1] = (byte)'.';
        return end > start;
    }

    private void Add(byte[] candidate)
    {
        if (_candidate is null)
        {
            _candidate = candidate;
        }
        else
        {
            (_others ??= []).Add(candidate);
        }
    }
}

namespace Ricloud.Webhooks;

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
    public byte[] SignedPrefix => _prefix!;

    public long Timestamp { get; private set; }

    /// <summary>The first signature, mostly the only one.</summary>
    public byte[] Candidate => _candidate!;

    public List<byte[]> OtherCandidates => _others ?? None;

    public static SignatureHeader? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header!.Length > LongestHeader)
        {
            return null;
        }

        SignatureHeader read = new();
        for (var start = 0; start <= header.Length;)
        {
            var comma = header.IndexOf(',', start);
            var end = comma < 0 ? header.Length : comma;
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

        var equals = header.IndexOf('=', start, end - start);
        if (equals <= start)
        {
            return false;
        }

        var value = equals + 1;
        var key = equals == start + 1 ? header[start] : '\0';
        switch (key)
        {
            case 't' when _prefix is null:
                return TryTimestamp(header, value, end);
            case 't':
                return false;
            case 's' when Base64Text.TryDecode(header, value, end - value, out var bytes):
                Add(bytes);
                return true;
            default:
                return key != 's';
        }
    }

    private bool TryTimestamp(string header, int start, int end)
    {
        _prefix = new byte[end - start + 1];
        for (var index = start; index < end; index++)
        {
            var digit = header[index] - '0';
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

namespace Ricloud.Receiving;

/// <summary>
/// Reads a request's head line by line, refusing at the first line that isn't as RFC 9112 has it. Where the RFC
/// lets a server be lenient (folded lines, white space before the colon, lone line feeds, repeated lengths), it
/// is strict: a proxy in front might read such a request otherwise than we do.
/// </summary>
internal sealed class HttpHeadParser
{
    private string? _method;
    private string _target = "";
    private int _minorVersion;
    private bool _emptyLineSeen;
    private long? _contentLength;
    private bool _chunked;
    private bool _expectsContinue;
    private bool _closes;
    private string? _signature;
    private string? _contentType;

    /// <summary>Takes the next line, without its line end.</summary>
    /// <returns>The head when this was its last line, else null.</returns>
    /// <exception cref="HttpRefusedException">The line is not allowed where it stands.</exception>
    public HttpRequestHead? Add(ArraySegment<byte> line)
    {
        if (_method is null)
        {
            // One empty line before a request is allowed: old clients end a body with one too many.
            if (line.Count == 0 && !_emptyLineSeen)
            {
                _emptyLineSeen = true;
                return null;
            }

            ReadRequestLine(line);
            return null;
        }

        if (line.Count > 0)
        {
            ReadField(line);
            return null;
        }

        return Complete(_method);
    }

    /// <summary>Splits a field line; the caller gets name and trimmed value.</summary>
    public static ArraySegment<byte> SplitField(ArraySegment<byte> line, out ArraySegment<byte> name)
    {
        var colon = Array.IndexOf(line.Array!, (byte)':', line.Offset, line.Count);
        if (colon < 0)
        {
            throw HttpRefusedException.Malformed("A header line has no colon.");
        }

        name = new ArraySegment<byte>(line.Array!, line.Offset, colon - line.Offset);
        if (!HttpGrammar.IsToken(name))
        {
            throw HttpRefusedException.Malformed("A header's name is empty, folded or has characters that are not allowed.");
        }

        var value = HttpGrammar.Trim(new ArraySegment<byte>(line.Array!, colon + 1, line.Offset + line.Count - colon - 1));
        return HttpGrammar.IsFieldValue(value)
            ? value
            : throw HttpRefusedException.Malformed("A header's value has control characters.");
    }

    private void ReadRequestLine(ArraySegment<byte> line)
    {
        var bytes = line.Array!;
        var end = line.Offset + line.Count;
        var first = Array.IndexOf(bytes, (byte)' ', line.Offset, line.Count);
        var second = first < 0 ? -1 : Array.IndexOf(bytes, (byte)' ', first + 1, end - first - 1);
        if (second < 0)
        {
            throw HttpRefusedException.Malformed("The request line is not: method, target, version.");
        }

        var method = new ArraySegment<byte>(bytes, line.Offset, first - line.Offset);
        var target = new ArraySegment<byte>(bytes, first + 1, second - first - 1);
        var version = new ArraySegment<byte>(bytes, second + 1, end - second - 1);
        if (!HttpGrammar.IsToken(method) || !HttpGrammar.IsVisible(target))
        {
            throw HttpRefusedException.Malformed("The request line's method or target has characters that are not allowed.");
        }

        _minorVersion = ReadVersion(HttpGrammar.Text(version));
        _method = HttpGrammar.Text(method);
        _target = HttpGrammar.Text(target);
    }

    private static int ReadVersion(string version)
    {
        if (version.Length != 8
            || !version.StartsWith("HTTP/", StringComparison.Ordinal)
            || version[5] is < '0' or > '9'
            || version[6] != '.'
            || version[7] is < '0' or > '9')
        {
            throw HttpRefusedException.Malformed("The request line doesn't end with an HTTP version.");
        }

        return version[5] == '1'
            ? version[7] - '0'
            : throw new HttpRefusedException(505, ReceiverOutcome.Malformed, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    }

    private void ReadField(ArraySegment<byte> line)
    {
        var value = SplitField(line, out var name);
        if (HttpGrammar.EqualsIgnoreCase(name, "ricloud-signature"))
        {
            _signature = _signature is null ? HttpGrammar.Text(value) : _signature + "," + HttpGrammar.Text(value);
        }
        else if (HttpGrammar.EqualsIgnoreCase(name, "content-length"))
        {
            ReadContentLength(value);
        }
        else if (HttpGrammar.EqualsIgnoreCase(name, "transfer-encoding"))
        {
            ReadTransferEncoding(value);
        }
        else if (HttpGrammar.EqualsIgnoreCase(name, "connection"))
        {
            _closes |= HasToken(HttpGrammar.Text(value), "close");
        }
        else if (HttpGrammar.EqualsIgnoreCase(name, "expect"))
        {
            ReadExpectation(value);
        }
        else if (HttpGrammar.EqualsIgnoreCase(name, "content-type"))
        {
            _contentType = HttpGrammar.Text(value);
        }
    }

    private void ReadContentLength(ArraySegment<byte> value)
    {
        if (_contentLength is not null)
        {
            throw HttpRefusedException.Malformed("Content-Length is there more than once.");
        }

        _contentLength = HttpGrammar.ReadDecimal(value)
            ?? throw HttpRefusedException.Malformed("Content-Length is no number.");
    }

    private void ReadTransferEncoding(ArraySegment<byte> value)
    {
        if (_chunked)
        {
            throw HttpRefusedException.Malformed("Transfer-Encoding is there more than once.");
        }

        _chunked = HttpGrammar.EqualsIgnoreCase(value, "chunked")
            ? true
            : throw new HttpRefusedException(501, ReceiverOutcome.Malformed, "Of the transfer encodings only chunked is known here.");
    }

    private void ReadExpectation(ArraySegment<byte> value)
    {
        _expectsContinue = HttpGrammar.EqualsIgnoreCase(value, "100-continue")
            ? true
            : throw new HttpRefusedException(417, ReceiverOutcome.Malformed, "Of the expectations only 100-continue is known here.");
    }

    private static bool HasToken(string list, string token)
    {
        foreach (var part in list.Split(','))
        {
            if (part.Trim(' ', '\t').Equals(token, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private HttpRequestHead Complete(string method)
    {
        if (_chunked && (_contentLength is not null || _minorVersion == 0))
        {
            throw HttpRefusedException.Malformed(_minorVersion == 0
                ? "HTTP/1.0 has no Transfer-Encoding."
                : "Content-Length and Transfer-Encoding exclude each other.");
        }

        return new HttpRequestHead(method, _target)
        {
            ContentLength = _contentLength,
            Chunked = _chunked,
            ExpectsContinue = _expectsContinue && _minorVersion > 0,
            KeepsAlive = _minorVersion > 0 && !_closes,
            Signature = _signature,
            ContentType = _contentType,
        };
    }
}

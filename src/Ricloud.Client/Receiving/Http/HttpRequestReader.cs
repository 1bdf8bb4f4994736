using System.IO;

namespace Ricloud.Receiving;

/// <summary>
/// Reads HTTP/1.1 requests from a connection, one after the other. Every byte and second is bounded; a pause of
/// the sender costs nothing but the place. It knows nothing of events.
/// </summary>
internal sealed class HttpRequestReader(Stream stream, ReceiverLimits limits, ConnectionDeadline deadline)
{
    private const byte TlsHandshake = 0x16;

    private byte[] _buffer = new byte[Math.Min(4096, limits.HeaderBytes)];
    private int _start;
    private int _end;
    private int _scanned;

    /// <summary>Whether bytes beyond what was asked for have come already.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>Reads the next request's head.</summary>
    /// <returns>Null when the peer closed the connection between two requests, or sent none in time.</returns>
    /// <exception cref="HttpRefusedException">What came can't be served; the connection can't be read on.</exception>
    /// <exception cref="ConnectionOverException">The head didn't come whole.</exception>
    public async Task<HttpRequestHead?> ReadHeadAsync()
    {
        if (!HasUnread && !await WaitForRequestAsync().ConfigureAwait(false))
        {
            return null;
        }

        deadline.StartReading(limits.HeaderTime);
        if (_buffer[_start] == TlsHandshake)
        {
            throw HttpRefusedException.Malformed(
                "The sender speaks TLS. This receiver speaks plain HTTP; put the tunnel or proxy that ends TLS before it.");
        }

        var parser = new HttpHeadParser();
        var left = limits.HeaderBytes;
        while (true)
        {
            var line = await ReadLineAsync(left - 2, HeadTooLarge).ConfigureAwait(false);
            left -= line.Count + 2;
            if (parser.Add(line) is { } head)
            {
                deadline.Clear();
                return head;
            }
        }
    }

    /// <summary>Refuses a body that is announced as too large, before anybody sends it.</summary>
    /// <exception cref="HttpRefusedException">It is too large.</exception>
    public void CheckLength(HttpRequestHead head)
    {
        if (head.ContentLength > limits.BodyBytes)
        {
            throw BodyTooLarge();
        }
    }

    /// <summary>Reads the body that a head announces; an empty one when it announces none.</summary>
    /// <exception cref="HttpRefusedException">It is too large, or not framed as it should be.</exception>
    /// <exception cref="ConnectionOverException">The body didn't come whole.</exception>
    public async Task<byte[]> ReadBodyAsync(HttpRequestHead head)
    {
        CheckLength(head);
        deadline.StartReading(limits.BodyTime);
        var body = new BodyBuffer((int?)head.ContentLength);
        if (head.Chunked)
        {
            await ReadChunksAsync(body).ConfigureAwait(false);
        }
        else
        {
            await ReadBytesAsync(body, (int)(head.ContentLength ?? 0)).ConfigureAwait(false);
        }

        deadline.Clear();
        return body.ToArray();
    }

    /// <summary>
    /// Reads and drops what the sender still has in hand, until it closes or the time is up: a socket closed over
    /// unread bytes is reset, and the sender might never see its answer.
    /// </summary>
    public async Task DrainAsync(TimeSpan time)
    {
        deadline.StartReading(time);
        do
        {
            _start = _end = _scanned = 0;
        }
        while (await FillAsync().ConfigureAwait(false));
    }

    private static HttpRefusedException HeadTooLarge() =>
        new(431, ReceiverOutcome.TooLarge, "The request's headers are too large.");

    private static HttpRefusedException BodyTooLarge() =>
        new(413, ReceiverOutcome.TooLarge, "The request's body is too large.");

    private static HttpRefusedException ChunkOverhead() =>
        HttpRefusedException.Malformed("The chunk extensions or trailers are too large.");

    private async Task<bool> WaitForRequestAsync()
    {
        try
        {
            deadline.StartIdle(limits.IdleTime);
            return await FillAsync().ConfigureAwait(false);
        }
        catch (ConnectionOverException)
        {
            return false;
        }
    }

    private async Task ReadChunksAsync(BodyBuffer body)
    {
        var overhead = limits.ChunkOverheadBytes;
        while (true)
        {
            var line = await ReadLineAsync(overhead + ChunkSize.DigitLimit, ChunkOverhead).ConfigureAwait(false);
            var size = ChunkSize.Read(line, out var extension);
            overhead -= extension;
            if (size == 0)
            {
                break;
            }

            if (size > limits.BodyBytes - body.Length)
            {
                throw BodyTooLarge();
            }

            await ReadBytesAsync(body, (int)size).ConfigureAwait(false);
            if ((await ReadLineAsync(0, ChunkOverhead).ConfigureAwait(false)).Count > 0)
            {
                throw HttpRefusedException.Malformed("A chunk is longer than its size says.");
            }
        }

        while (true)
        {
            var trailer = await ReadLineAsync(overhead, ChunkOverhead).ConfigureAwait(false);
            if (trailer.Count == 0)
            {
                return;
            }

            _ = HttpHeadParser.SplitField(trailer, out _);
            overhead -= trailer.Count + 2;
        }
    }

    private async Task ReadBytesAsync(BodyBuffer body, int count)
    {
        while (count > 0)
        {
            if (!HasUnread && !await FillAsync().ConfigureAwait(false))
            {
                throw new ConnectionOverException(ConnectionEnd.PeerGone);
            }

            var taken = Math.Min(count, _end - _start);
            body.Add(_buffer, _start, taken);
            _start += taken;
            _scanned = _start;
            count -= taken;
        }
    }

    /// <summary>Takes a line of at most so many bytes and its CRLF; the line is valid until the next call.</summary>
    private async Task<ArraySegment<byte>> ReadLineAsync(int limit, Func<HttpRefusedException> tooLong)
    {
        while (true)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', _scanned, _end - _scanned);
            var length = (feed < 0 ? _end : feed) - _start;
            if (length > limit + 1)
            {
                throw tooLong();
            }

            if (feed >= 0)
            {
                var line = new ArraySegment<byte>(_buffer, _start, Math.Max(0, length - 1));
                var isWhole = length > 0 && _buffer[feed - 1] == '\r';
                _start = _scanned = feed + 1;
                return isWhole ? line : throw HttpRefusedException.Malformed("A line ends with a line feed alone.");
            }

            _scanned = _end;
            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new ConnectionOverException(ConnectionEnd.PeerGone);
            }
        }
    }

    private async Task<bool> FillAsync()
    {
        MakeRoom();
        try
        {
            var read = stream.ReadAsync(_buffer, _end, _buffer.Length - _end);
            await deadline.WithinAsync(read).ConfigureAwait(false);
            var count = await read.ConfigureAwait(false);
            _end += count;
            return count > 0;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            throw new ConnectionOverException(ConnectionEnd.PeerGone, gone);
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = _scanned = 0;
        }
        else if (_end == _buffer.Length)
        {
            var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
            _buffer = target;
            _scanned -= _start;
            _end -= _start;
            _start = 0;
        }
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Load;

/// <summary>
/// One keep-alive connection that costs as little as can be, so that what is measured is the server. Knows answers with a
/// Content-Length, and connects anew after one that closes.
/// </summary>
internal sealed class HttpConnection(Uri server) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private Socket? _socket;

    /// <summary>Sends a whole request and reads the whole answer.</summary>
    /// <returns>The status.</returns>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        if (_socket is null)
        {
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(server.Host, server.Port);
        }

        await _socket.SendAsync(request);
        int count = 0;
        int bodyStart;
        while ((bodyStart = _buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8) + 4) < 4)
        {
            count += await ReceiveAsync(count);
        }

        string head = Encoding.ASCII.GetString(_buffer, 0, bodyStart);
        int end = bodyStart + ContentLength(head);
        while (count < end)
        {
            count += await ReceiveAsync(count);
        }

        if (head.StartsWith("HTTP/1.0", StringComparison.Ordinal) || head.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase))
        {
            Dispose();
        }

        return int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<int> ReceiveAsync(int count) =>
        await _socket!.ReceiveAsync(_buffer.AsMemory(count)) is > 0 and int read ? read : throw new IOException("The server hung up.");

    private static int ContentLength(string head)
    {
        const string Name = "\r\nContent-Length:";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            throw new InvalidDataException("The answer has no Content-Length: " + head);
        }

        start += Name.Length;
        return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}

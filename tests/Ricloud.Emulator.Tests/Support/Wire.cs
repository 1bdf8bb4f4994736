using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Emulator.Tests.Support;

/// <summary>One request on a connection of its own, as bytes.</summary>
public sealed class Wire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly MemoryStream _received = new();
    private readonly CancellationTokenSource _deadline = new(Patience);

    private Wire()
    {
    }

    /// <summary>Sends a request. The connection stays open as far as its sender goes, unless it is asked to be closed.</summary>
    public static async Task<Wire> SendAsync(RunningEmulator emulator, string method, string path, string body = "", bool close = false)
    {
        Wire wire = await ConnectAsync(emulator);
        await wire.WriteAsync(Request(emulator, method, path, body, close));
        return wire;
    }

    /// <summary>Sends a request many times in a row without waiting for answers, and reads them all.</summary>
    public static async Task RepeatAsync(RunningEmulator emulator, string method, string path, int count)
    {
        using Wire wire = await ConnectAsync(emulator);
        byte[] one = Request(emulator, method, path, "", close: false);
        byte[] all = [.. Enumerable.Repeat(one, count - 1).SelectMany(bytes => bytes), .. Request(emulator, method, path, "", close: true)];
        Task<WireAnswer> answers = wire.ReadToEndAsync();
        await wire.WriteAsync(all);
        await answers;
    }

    /// <summary>Sends a request and reads until the server ends the connection.</summary>
    public static async Task<WireAnswer> ExchangeAsync(
        RunningEmulator emulator, string method, string path, string body = "", bool close = false)
    {
        using Wire wire = await SendAsync(emulator, method, path, body, close);
        return await wire.ReadToEndAsync();
    }

    /// <summary>The next bytes that come; none at the end.</summary>
    public async Task<byte[]> ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        int read = await _socket.ReceiveAsync(buffer, _deadline.Token);
        _received.Write(buffer, 0, read);
        return buffer[..read];
    }

    public async Task<WireAnswer> ReadToEndAsync()
    {
        try
        {
            while ((await ReadAsync()).Length > 0)
            {
                // Kept already.
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return new WireAnswer(_received.ToArray(), IsReset: true);
        }

        return new WireAnswer(_received.ToArray(), IsReset: false);
    }

    /// <summary>As a caller does that has waited long enough.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _received.Dispose();
        _deadline.Dispose();
    }

    private static async Task<Wire> ConnectAsync(RunningEmulator emulator)
    {
        Wire wire = new();
        Uri url = new(emulator.Url);
        await wire._socket.ConnectAsync(url.Host, url.Port, wire._deadline.Token);
        return wire;
    }

    private static byte[] Request(RunningEmulator emulator, string method, string path, string body, bool close)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        string head = $"{method} {path} HTTP/1.1\r\nHost: {new Uri(emulator.Url).Authority}\r\nAuthorization: Token {emulator.Token}\r\n"
            + (close ? "Connection: close\r\n" : "") + $"Content-Length: {content.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. content];
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, _deadline.Token)..];
        }
    }
}

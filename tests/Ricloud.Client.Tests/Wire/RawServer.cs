using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Wire;

/// <summary>A server that answers with any bytes at all, on a real socket, and keeps what it was sent.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, Stream, Task> _answer;
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly Task _accepting;

    /// <param name="answer">Writes the answer; the connection is closed when it returns with the stream disposed.</param>
    public RawServer(Func<RawRequest, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyCollection<RawRequest> Requests => _requests;

    /// <summary>A server that answers each request with a whole body.</summary>
    public static RawServer Json(Func<RawRequest, (int Status, string Body)> answer) => new(async (request, stream) =>
    {
        (int status, string body) = answer(request);
        await WriteAsync(stream, status, body);
    });

    public static Task WriteAsync(Stream stream, int status, string body, string headers = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return WriteRawAsync(stream, $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n{headers}\r\n{body}");
    }

    public static async Task WriteRawAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        await stream.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        using CancellationTokenRegistration closing = _stop.Token.Register(stream.Dispose);
        try
        {
            while (await RawRequest.ReadAsync(stream) is { } request)
            {
                _requests.Enqueue(request);
                await _answer(request, stream).WaitAsync(_stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client, or the test, has gone.
        }
    }
}

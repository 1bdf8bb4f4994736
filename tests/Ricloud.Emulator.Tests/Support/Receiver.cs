using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Emulator.Tests.Support;

/// <summary>A receiver of its own on a loopback port, which writes down the bytes that come and answers with bytes of the test's choosing.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ReceivedDelivery> _deliveries = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Func<ReceivedDelivery, Stream, CancellationToken, Task> _answer;
    private readonly byte[] _greeting;
    private readonly Task _loop;

    private Receiver(Func<ReceivedDelivery, Stream, CancellationToken, Task> answer, string greeting = "")
    {
        _answer = answer;
        _greeting = Encoding.ASCII.GetBytes(greeting);
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public IReadOnlyList<ReceivedDelivery> Deliveries => [.. _deliveries];

    public static Receiver Accepting() => Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    public static Receiver Answering(string answer) => new(async (_, stream, stop) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop));

    public static Receiver Answering(Func<ReceivedDelivery, string> answer) => new(async (delivery, stream, stop) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(delivery)), stop));

    /// <summary>Reads the request and then does as the test says. A greeting is sent before anything was read.</summary>
    public static Receiver Doing(Func<ReceivedDelivery, Stream, CancellationToken, Task> answer, string greeting = "") =>
        new(answer, greeting);

    /// <summary>The next delivery that nobody has taken yet.</summary>
    public async Task<ReceivedDelivery> NextAsync(int index = 0)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (_deliveries.Count <= index)
        {
            await _arrived.WaitAsync(deadline.Token);
        }

        return _deliveries.ElementAt(index);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _loop;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                await stream.WriteAsync(_greeting, _stopping.Token);
                while (await ReadAsync(stream) is { } delivery)
                {
                    _deliveries.Enqueue(delivery);
                    _arrived.Release();
                    await _answer(delivery, stream, _stopping.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // Its sender has gone, or the test is over.
            }
        }
    }

    private async Task<ReceivedDelivery?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head.TakeLast(4)]).Equals("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stopping.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stopping.Token);
        return new ReceivedDelivery(lines[0], headers, body);
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;

namespace Ricloud.Tests.Support;

/// <summary>A server on a loopback port that says exactly the bytes it was told to, and keeps the head of each request it got.</summary>
internal sealed class RawServer : IDisposable
{
    public const string Token = "planted-token-0123456789";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly bool _keepsConnection;
    private bool _ended;

    public RawServer(Func<Stream, CancellationToken, Task> answer, bool keepsConnection = false)
    {
        _answer = answer;
        _keepsConnection = keepsConnection;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets the requests' heads, line by line.</summary>
    public ConcurrentQueue<string[]> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>A server that gives each request the same answer and closes the connection.</summary>
    public static RawServer Saying(string head, byte[] body) => new(async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), token);
        await stream.WriteAsync(body, token);
    });

    public static RawServer Saying(string head, string body) => Saying(head, Encoding.UTF8.GetBytes(body));

    public RicloudClient Client(Func<RicloudClientOptions, RicloudClientOptions>? change = null)
    {
        SecureString token = new();
        foreach (char character in Token)
        {
            token.AppendChar(character);
        }

        RicloudClientOptions options = new() { BaseAddress = Address, Token = token, MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(20) };
        return new RicloudClient(change?.Invoke(options) ?? options);
    }

    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            _end.Cancel();
            _listener.Dispose();
            _end.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                do
                {
                    if (!await ReadRequestAsync(stream))
                    {
                        return;
                    }

                    await _answer(stream, _end.Token);
                }
                while (_keepsConnection);

                connection.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client had enough.
            }
        }
    }

    private async Task<bool> ReadRequestAsync(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!(head.Count >= 4 && head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
            {
                return false;
            }

            head.Add(one[0]);
        }

        string[] lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        int length = 0;
        foreach (string line in lines)
        {
            length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        await stream.ReadExactlyAsync(new byte[length], _end.Token);
        Requests.Enqueue(lines);
        return true;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Receiving;

/// <summary>A connection that sends just the bytes it is given, and reads answers, within a deadline.</summary>
internal sealed class RawSender : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));

    private RawSender(TcpClient client)
    {
        _client = client;
        _client.NoDelay = true;
        _stream = client.GetStream();
    }

    public static async Task<RawSender> ConnectAsync(IPEndPoint target)
    {
        var client = new TcpClient(target.AddressFamily);
        await client.ConnectAsync(target);
        return new RawSender(client);
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes, _deadline.Token);

    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with a reset instead of a farewell.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    /// <summary>Whether the other side closes without another byte.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await _stream.ReadAsync(new byte[1], _deadline.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The next answer; null when the connection ends instead.</summary>
    public async Task<RawAnswer?> ReadAsync()
    {
        var lines = new List<string>();
        while (true)
        {
            if (await ReadLineAsync() is not { } line)
            {
                return null;
            }

            if (line.Length == 0)
            {
                break;
            }

            lines.Add(line);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.GetRange(1, lines.Count - 1))
        {
            string[] parts = line.Split(": ", 2);
            headers.Add(parts[0], parts[1]);
        }

        int length = headers.TryGetValue("Content-Length", out string? text) ? int.Parse(text, null) : 0;
        byte[] body = new byte[length];
        await _stream.ReadExactlyAsync(body, _deadline.Token);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], null), headers, Encoding.ASCII.GetString(body));
    }

    public async Task<RawAnswer> AnswerAsync() =>
        await ReadAsync() ?? throw new IOException("The connection ended without an answer.");

    public async Task<string> ReadToEndAsync()
    {
        using var text = new StreamReader(_stream, Encoding.Latin1);
        return await text.ReadToEndAsync(_deadline.Token);
    }

    public void Dispose()
    {
        _client.Dispose();
        _deadline.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        byte[] next = new byte[1];
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            try
            {
                if (await _stream.ReadAsync(next, _deadline.Token) == 0)
                {
                    return null;
                }
            }
            catch (IOException)
            {
                return null;
            }

            _ = line.Append((char)next[0]);
        }

        return line.ToString(0, line.Length - 2);
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>
/// 32 senders at once against Receive-RicloudEvent, each request of its own kind, every one accounted for.
/// <c>RICLOUD_SOAK_EVENTS</c> sets how many events are sent; 20,000 is the full run.
/// </summary>
public sealed class ReceiveSoakTests : IDisposable
{
    private const int Senders = 32;
    private const long MostGrowth = 16 * 1024 * 1024;

    private readonly ReceiverScene _scene = new();
    private readonly ConcurrentBag<string> _good = [];
    private readonly ConcurrentBag<string> _wrongAnswers = [];

    private static int Events =>
        int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_SOAK_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 2_000;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Each_good_event_is_written_once_and_each_bad_one_refused_in_flat_memory()
    {
        PipelineRun run = await _scene.ListenAsync("Receive-RicloudEvent -Port $port -Secret $secret -Verbose | ForEach-Object { $_.Id }");
        await SendAsync(0, Events / 4);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(Events / 4, Events);
        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        await ReceiverScene.UntilAsync(() => run.Output.Count >= _good.Count);
        run.Stop();

        Assert.Empty(_wrongAnswers);
        Assert.Equal(_good.Order(), run.OutputOf<string>().Order());
        Assert.True(growth < MostGrowth, $"{growth / 1024} KiB more memory are in use.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Events} events, {_good.Count} of them good; memory grew by {growth / 1024} KiB.");
    }

    private Task SendAsync(int first, int end) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAllAsync(sender, first, end))));

    private async Task SendAllAsync(int sender, int first, int end)
    {
        Random random = new(sender + first);
        for (int i = first + sender; i < end; i += Senders)
        {
            string id = "event-" + i.ToString(CultureInfo.InvariantCulture);
            string body = ReceiverScene.Event(id);
            string signature = ReceiverScene.Sign(Encoding.UTF8.GetBytes(body));
            switch (random.Next(10))
            {
                case 0:
                    await ExpectAsync(401, Request(id, body, ReceiverScene.Sign(Encoding.UTF8.GetBytes(body), "wrong")));
                    break;
                case 1:
                    await ExpectAsync(401, Request(id, body.Replace("task", "tusk", StringComparison.Ordinal), signature));
                    break;
                case 2:
                    await ExpectAsync(400, Request(id, body, "t=,s="));
                    break;
                case 3:
                    await ExpectAsync(400, Request("another", body, signature));
                    break;
                case 4:
                    _good.Add(id);
                    await ExpectAsync(200, Request(id, body, signature), dribbles: true);
                    break;
                case 5:
                    _good.Add(id);
                    await Task.WhenAll(ExpectAsync(200, Request(id, body, signature)), ExpectAsync(200, Request(id, body, signature)));
                    break;
                default:
                    _good.Add(id);
                    await ExpectAsync(200, Request(id, body, signature));
                    break;
            }
        }
    }

    private static byte[] Request(string id, string body, string signature) => Encoding.UTF8.GetBytes(
        $"POST /{id} HTTP/1.1\r\nHost: tunnel.example.com\r\nConnection: close\r\nContent-Type: application/json\r\nRicloud-Signature: {signature}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private async Task ExpectAsync(int status, byte[] request, bool dribbles = false)
    {
        using TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, _scene.Port);
        NetworkStream stream = client.GetStream();
        foreach (byte[] part in dribbles ? request.Select(b => new[] { b }) : (IEnumerable<byte[]>)[request])
        {
            await stream.WriteAsync(part);
        }

        using StreamReader reader = new(stream, Encoding.ASCII);
        string? line = await reader.ReadLineAsync();
        if (line?.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal) != true)
        {
            _wrongAnswers.Add($"{line} instead of {status}");
        }
    }
}

using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Ricloud.Webhooks;

namespace Ricloud.Tests.Receiving;

/// <summary>A receiver on a free port with a known secret, requests for it, and a consumer when one is wanted.</summary>
internal sealed class TestReceiver : IDisposable
{
    public const string Secret = "whsec_receiver";

    private readonly CancellationTokenSource _ended = new();
    private int _judged;
    private int _clocked;

    public TestReceiver(Func<EventReceiverOptions, EventReceiverOptions>? with = null)
    {
        var options = new EventReceiverOptions { Secrets = [Secret], Observer = Seen.Enqueue };
        options = with is null ? options : with(options);
        (Func<RicloudEvent, bool> filter, Func<DateTimeOffset> clock) = (options.Filter, options.Clock);
        options.Filter = received => Interlocked.Increment(ref _judged) > 0 && filter(received);
        options.Clock = () => Interlocked.Increment(ref _clocked) > 0 ? clock() : default;
        Engine = EventReceiver.Start(options);
    }

    public EventReceiver Engine { get; }

    /// <summary>How many events were verified and are about to be looked up.</summary>
    public int Judged => Volatile.Read(ref _judged);

    /// <summary>How often it looked at the clock, which it does first when a body is whole.</summary>
    public int Clocked => Volatile.Read(ref _clocked);

    public ConcurrentQueue<ReceiverRequest> Seen { get; } = new();

    public ConcurrentQueue<PendingEvent> Taken { get; } = new();

    public static string Body(string id, string type = "task", string action = "succeeded", string padding = "") =>
        $$$"""{"id":"{{{id}}}","resource":"event","type":"{{{type}}}","action":"{{{action}}}","data":{"id":1,"padding":"{{{padding}}}"}}""";

    public static string Sign(string body, string secret = Secret, TimeSpan shift = default) =>
        WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret, DateTimeOffset.UtcNow + shift);

    /// <summary>A delivery as the API makes it.</summary>
    public static string Delivery(string id, string? body = null, string? signature = null, string? path = null, string headers = "")
    {
        body ??= Body(id);
        string length = Encoding.Latin1.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        return $"POST {path ?? "/" + id} HTTP/1.1\r\nHost: receiver.example\r\nContent-Type: application/json\r\n"
            + $"Ricloud-Signature: {signature ?? Sign(body)}\r\n{headers}Content-Length: {length}\r\n\r\n{body}";
    }

    /// <summary>Accepts everything from now on.</summary>
    public TestReceiver AcceptAll()
    {
        _ = ConsumeAsync();
        return this;
    }

    public async Task<RawSender> ConnectAsync() => await RawSender.ConnectAsync(Engine.EndPoint);

    public async Task<RawAnswer> SendAsync(string request)
    {
        using var sender = await ConnectAsync();
        await sender.SendAsync(request);
        return await sender.AnswerAsync();
    }

    public long Count(ReceiverOutcome outcome) => Engine.Statistics[outcome];

    public async Task<PendingEvent> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await Engine.NextAsync(limit.Token) ?? throw new InvalidOperationException("The receiver has ended.");
    }

    public void Dispose()
    {
        _ended.Cancel();
        Engine.Dispose();
        _ended.Dispose();
    }

    private async Task ConsumeAsync()
    {
        try
        {
            while (await Engine.NextAsync(_ended.Token) is { } pending)
            {
                Taken.Enqueue(pending);
                _ = pending.Accept();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}

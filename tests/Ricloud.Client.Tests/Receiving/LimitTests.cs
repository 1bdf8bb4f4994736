using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>Senders that take their time, on a clock of the test's.</summary>
public sealed class LimitTests : IDisposable
{
    // The receiver looks at the clock when it takes a connection and waits for its first byte, once more when it reads a
    // head, twice when it reads a body, and from there four times until it waits for the next request.
    private const int LooksUntilIdle = 2;
    private const int LooksUntilHead = 3;
    private const int LooksUntilBody = 5;
    private const int LooksUntilNext = 9;

    private readonly ManualTime _time = new();
    private readonly List<RawSender> _senders = [];

    public void Dispose() => _senders.ForEach(sender => sender.Dispose());

    [Theory]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\n", LooksUntilHead, 10)]
    [InlineData("P", LooksUntilHead, 10)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2\r\n\r\n{", LooksUntilBody, 30)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", LooksUntilBody, 30)]
    public async Task A_stalled_request_gets_408_when_its_time_is_up_and_holds_nobody_up(string part, int looks, int seconds)
    {
        using var receiver = Start();
        var sender = await StalledAsync(receiver, part, looks);
        var answer = sender.AnswerAsync();
        await HappensAfterAsync(seconds, answer, receiver);
        Assert.Equal(408, (await answer).Status);
        Assert.True(await sender.IsClosedAsync());
        Assert.Equal(1, receiver.Count(ReceiverOutcome.TimedOut));
    }

    [Fact]
    public async Task A_byte_now_and_then_buys_no_time()
    {
        using var receiver = Start();
        string request = TestReceiver.Delivery("e");
        var sender = await StalledAsync(receiver, request[..1], LooksUntilHead);
        var answer = sender.AnswerAsync();
        int sent = 1;
        await HappensAfterAsync(10, answer, receiver, () => sender.SendAsync(request.Substring(sent++, 1)));
        Assert.Equal(408, (await answer).Status);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed_without_a_word()
    {
        using var receiver = Start();
        var sender = await StalledAsync(receiver, string.Empty, LooksUntilIdle);
        await HappensAfterAsync(15, sender.IsClosedAsync(), receiver);
        Assert.Equal(0, receiver.Count(ReceiverOutcome.TimedOut));
    }

    [Fact]
    public async Task A_kept_connection_is_closed_after_the_idle_time()
    {
        using var receiver = Start();
        var sender = await StalledAsync(receiver, TestReceiver.Delivery("e"), LooksUntilNext);
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
        await HappensAfterAsync(15, sender.IsClosedAsync(), receiver);
    }

    [Fact]
    public async Task A_slow_consumer_breaks_no_limit()
    {
        using var receiver = new TestReceiver(options => OnManualTime(options));
        var sender = await ConnectAsync(receiver);
        await sender.SendAsync(TestReceiver.Delivery("e"));
        var pending = await receiver.NextAsync();
        await _time.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True(pending.Accept());
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Fact]
    public async Task Beyond_the_connections_allowed_an_idle_one_makes_room()
    {
        using var receiver = Start(new ReceiverLimits { Connections = 2 });
        var idle = await ConnectAsync(receiver);
        await idle.SendAsync(TestReceiver.Delivery("a"));
        Assert.Equal(200, (await idle.AnswerAsync()).Status);
        var stalled = await ConnectAsync(receiver);
        await stalled.SendAsync("POST /e HTTP/1.1\r\n");

        await EventuallyTaken(receiver, "b");
        Assert.True(await idle.IsClosedAsync());
    }

    [Fact]
    public async Task Beyond_the_connections_allowed_stalled_ones_make_room_after_a_second()
    {
        using var receiver = Start(new ReceiverLimits { Connections = 2 });
        for (int i = 0; i < 2; i++)
        {
            _ = await StalledAsync(receiver, "POST /e HTTP/1.1\r\n", LooksUntilHead);
        }

        await Eventually.Holds(async () => (await TryAsync(receiver, "a"))?.Status == 503, "the places were taken");
        await _time.AdvanceAsync(TimeSpan.FromSeconds(1));
        await EventuallyTaken(receiver, "b");
        Assert.NotEqual(0, receiver.Count(ReceiverOutcome.Busy));
    }

    [Fact]
    public async Task While_all_connections_wait_for_the_consumer_more_are_refused()
    {
        using var receiver = new TestReceiver(options => OnManualTime(options, new ReceiverLimits { Connections = 1 }));
        var sender = await ConnectAsync(receiver);
        await sender.SendAsync(TestReceiver.Delivery("a"));
        var pending = await receiver.NextAsync();
        await _time.AdvanceAsync(TimeSpan.FromSeconds(100));

        var refused = await receiver.SendAsync(TestReceiver.Delivery("b"));
        Assert.Equal(503, refused.Status);
        Assert.True(refused.Closes);
        Assert.Equal("5", refused.Headers["Retry-After"]);
        Assert.True(pending.Accept());
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    private static async Task EventuallyTaken(TestReceiver receiver, string id) =>
        await Eventually.Holds(async () => (await TryAsync(receiver, id))?.Status == 200, "there was room");

    // The refusal of a connection may overtake the request that is sent on it.
    private static async Task<RawAnswer?> TryAsync(TestReceiver receiver, string id)
    {
        using var sender = await receiver.ConnectAsync();
        try
        {
            await sender.SendAsync(TestReceiver.Delivery(id));
        }
        catch (System.IO.IOException)
        {
            return null;
        }

        return await sender.ReadAsync();
    }

    /// <summary>
    /// Advances the clock second by second to the moment when something must happen, and not before; meanwhile others are
    /// served. What happens then takes real time to be seen, and none of the clock's.
    /// </summary>
    private async Task HappensAfterAsync(int seconds, Task happens, TestReceiver receiver, Func<Task>? each = null)
    {
        for (int passed = 1; passed <= seconds; passed++)
        {
            Assert.False(happens.IsCompleted, $"It happened within {passed} s.");
            await (each?.Invoke() ?? Task.CompletedTask);
            await _time.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("other"))).Status);
        }

        await happens.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private EventReceiverOptions OnManualTime(EventReceiverOptions options, ReceiverLimits? limits = null) =>
        options.With(o => { o.Elapsed = _time.Elapsed; o.Delay = _time.Delay; o.Limits = limits ?? options.Limits; });

    private TestReceiver Start(ReceiverLimits? limits = null) =>
        new TestReceiver(options => OnManualTime(options, limits)).AcceptAll();

    /// <summary>Sends a part of a request, and comes back when the receiver is waiting for the rest: its time runs from now on.</summary>
    private async Task<RawSender> StalledAsync(TestReceiver receiver, string part, int looks)
    {
        int before = _time.Looks;
        var sender = await ConnectAsync(receiver);
        await sender.SendAsync(part);
        await Eventually.Holds(() => _time.Looks >= before + looks, "the receiver waits for the rest");
        return sender;
    }

    private async Task<RawSender> ConnectAsync(TestReceiver receiver)
    {
        var sender = await receiver.ConnectAsync();
        _senders.Add(sender);
        return sender;
    }
}

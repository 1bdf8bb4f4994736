using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>
/// Many senders at once, each request of its own kind, every one accounted for. <c>RICLOUD_SOAK_EVENTS</c> sets how
/// many events are sent; 20,000 is the full run.
/// </summary>
public sealed class SoakTests
{
    private const int Senders = 32;

    private readonly ConcurrentDictionary<string, int> _good = new();
    private readonly ConcurrentQueue<string> _wrongAnswers = new();
    private int _refused;
    private int _duplicates;

    private static int Events =>
        int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_SOAK_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 2_000;

    [Fact]
    public async Task Each_good_event_is_emitted_exactly_once_and_each_bad_one_refused()
    {
        // Some hold a connection and say nothing to the end.
        using var receiver = new TestReceiver().AcceptAll();
        var stalled = new List<RawSender>();
        for (int i = 0; i < 16; i++)
        {
            stalled.Add(await receiver.ConnectAsync());
            await stalled[i].SendAsync("POST /stalled HTTP/1.1\r\nContent-Length: 10\r\n\r\n{");
        }

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAllAsync(receiver, sender))));
        stalled.ForEach(sender => sender.Dispose());

        Assert.Empty(_wrongAnswers);
        Assert.Equal(_good.Keys.Order(), receiver.Taken.Select(pending => pending.Event.Id).Order());
        Assert.Equal(_good.Count, receiver.Count(ReceiverOutcome.HandedOver));
        Assert.Equal(_duplicates, receiver.Count(ReceiverOutcome.Duplicate));
        await Eventually.Holds(
            () => receiver.Engine.Statistics.Requests == _good.Count + _duplicates + _refused + stalled.Count,
            "every request was counted");
        Assert.Equal(Events, _good.Count + _refused);
    }

    private async Task SendAllAsync(TestReceiver receiver, int number)
    {
        var random = new Random(number);
        var connection = await receiver.ConnectAsync();
        for (int i = number; i < Events; i += Senders)
        {
            string id = "event-" + i.ToString(CultureInfo.InvariantCulture);
            int kind = random.Next(10);
            var answer = await (kind switch
            {
                0 => SendAsync(connection, TestReceiver.Delivery(id, signature: TestReceiver.Sign(TestReceiver.Body(id), "wrong")), 401),
                1 => SendAsync(connection, TestReceiver.Delivery(id, path: "/wrong/" + id), 404),
                2 => SendAsync(connection, TestReceiver.Delivery(id, path: "/another"), 400),
                3 => DribbleAsync(connection, id),
                4 => SendTwiceAsync(receiver, connection, id),
                _ => SendGoodAsync(connection, id),
            });
            if (answer.Closes)
            {
                connection.Dispose();
                connection = await receiver.ConnectAsync();
            }
        }

        connection.Dispose();
    }

    private async Task<RawAnswer> SendAsync(RawSender sender, string request, int expected)
    {
        await sender.SendAsync(request);
        _ = Interlocked.Increment(ref _refused);
        return Expect(await sender.AnswerAsync(), expected);
    }

    private async Task<RawAnswer> SendGoodAsync(RawSender sender, string id)
    {
        _good[id] = 1;
        await sender.SendAsync(TestReceiver.Delivery(id));
        return Expect(await sender.AnswerAsync(), 200);
    }

    private async Task<RawAnswer> DribbleAsync(RawSender sender, string id)
    {
        _good[id] = 1;
        foreach (char character in TestReceiver.Delivery(id))
        {
            await sender.SendAsync(character.ToString());
        }

        return Expect(await sender.AnswerAsync(), 200);
    }

    private async Task<RawAnswer> SendTwiceAsync(TestReceiver receiver, RawSender sender, string id)
    {
        using var second = await receiver.ConnectAsync();
        var answer = SendGoodAsync(sender, id);
        await second.SendAsync(TestReceiver.Delivery(id));
        _ = Interlocked.Increment(ref _duplicates);
        _ = Expect(await second.AnswerAsync(), 200);
        return await answer;
    }

    private RawAnswer Expect(RawAnswer answer, int status)
    {
        if (answer.Status != status)
        {
            _wrongAnswers.Enqueue($"{answer.Status} instead of {status}: {answer.Body}");
        }

        return answer;
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

public sealed class DuplicateTests
{
    [Fact]
    public async Task A_duplicate_of_a_handed_over_event_gets_200_and_is_not_emitted()
    {
        using var receiver = new TestReceiver().AcceptAll();
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e"))).Status);
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e"))).Status);
        _ = Assert.Single(receiver.Taken);
        Assert.Equal(1, receiver.Count(ReceiverOutcome.Duplicate));
    }

    [Fact]
    public async Task A_duplicate_with_another_body_is_the_same_event()
    {
        using var receiver = new TestReceiver().AcceptAll();
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e"))).Status);
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e", TestReceiver.Body("e", padding: "x")))).Status);
        _ = Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task A_duplicate_of_an_event_in_hand_waits_until_it_is_accepted()
    {
        using var receiver = new TestReceiver();
        using var first = await receiver.ConnectAsync();
        using var second = await receiver.ConnectAsync();
        await first.SendAsync(TestReceiver.Delivery("e"));
        var pending = await receiver.NextAsync();
        await second.SendAsync(TestReceiver.Delivery("e"));
        var answer = second.AnswerAsync();
        await Eventually.Holds(() => receiver.Judged == 2, "the duplicate was there");
        Assert.False(answer.IsCompleted);

        Assert.True(pending.Accept());
        Assert.Equal(200, (await first.AnswerAsync()).Status);
        Assert.Equal(200, (await answer).Status);
        Assert.Null(receiver.Engine.TryTake());
        Assert.Equal((1, 1), (receiver.Count(ReceiverOutcome.HandedOver), receiver.Count(ReceiverOutcome.Duplicate)));
    }

    [Fact]
    public async Task A_duplicate_of_an_event_in_hand_that_is_rejected_is_rejected_too()
    {
        using var receiver = new TestReceiver();
        using var first = await receiver.ConnectAsync();
        using var second = await receiver.ConnectAsync();
        await first.SendAsync(TestReceiver.Delivery("e"));
        var pending = await receiver.NextAsync();
        await second.SendAsync(TestReceiver.Delivery("e"));
        await Eventually.Holds(() => receiver.Judged == 2, "the duplicate was there");

        Assert.True(pending.Reject());
        Assert.Equal(503, (await first.AnswerAsync()).Status);

        // It was there, and may have come to be looked up only now: then it is new, and nobody takes it either.
        Task<RawAnswer> answer = second.AnswerAsync();
        Task<PendingEvent?> next = receiver.Engine.NextAsync(CancellationToken.None);
        if (await Task.WhenAny(answer, next) == next)
        {
            Assert.True((await next)!.Reject());
        }

        Assert.Equal(503, (await answer).Status);
        Assert.Equal(2, receiver.Count(ReceiverOutcome.NotTaken));
    }

    [Fact]
    public async Task A_rejected_event_is_new_when_it_comes_again()
    {
        using var receiver = new TestReceiver();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e"));
        Assert.True((await receiver.NextAsync()).Reject());
        var refused = await sender.AnswerAsync();
        Assert.Equal(503, refused.Status);
        Assert.Equal("5", refused.Headers["Retry-After"]);

        await sender.SendAsync(TestReceiver.Delivery("e"));
        Assert.True((await receiver.NextAsync()).Accept());
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Fact]
    public async Task The_first_word_on_an_event_counts()
    {
        using var receiver = new TestReceiver();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e"));
        var pending = await receiver.NextAsync();
        Assert.True(pending.Accept());
        Assert.False(pending.Reject());
        Assert.False(pending.Accept());
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Fact]
    public async Task A_full_queue_answers_503_with_Retry_After_and_takes_the_event_later()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Limits = new ReceiverLimits { QueuedEvents = 2 }));
        var waiting = new List<RawSender>();
        foreach (string id in new[] { "a", "b" })
        {
            waiting.Add(await receiver.ConnectAsync());
            await waiting[^1].SendAsync(TestReceiver.Delivery(id));
        }

        await Eventually.Holds(() => receiver.Engine.QueuedEvents == 2, "both were queued");
        var refused = await receiver.SendAsync(TestReceiver.Delivery("c"));
        Assert.Equal(503, refused.Status);
        Assert.Equal("5", refused.Headers["Retry-After"]);
        Assert.Equal(1, receiver.Count(ReceiverOutcome.Busy));

        _ = receiver.AcceptAll();
        foreach (var sender in waiting)
        {
            Assert.Equal(200, (await sender.AnswerAsync()).Status);
            sender.Dispose();
        }

        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("c"))).Status);
    }

    [Fact]
    public async Task Only_so_many_handed_over_events_are_remembered_the_last_ones()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Limits = new ReceiverLimits { RememberedEvents = 3 })).AcceptAll();
        using var sender = await receiver.ConnectAsync();
        foreach (string id in new[] { "a", "b", "c", "d", "d", "c", "b", "a" })
        {
            await sender.SendAsync(TestReceiver.Delivery(id));
            Assert.Equal(200, (await sender.AnswerAsync()).Status);
        }

        Assert.Equal("a b c d a", string.Join(' ', receiver.Taken.Select(pending => pending.Event.Id)));
    }
}

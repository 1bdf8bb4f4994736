using System;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>Requests that come before the secret does.</summary>
public sealed class HoldTests
{
    [Fact]
    public async Task A_request_before_the_secret_is_held_and_then_verified()
    {
        using var receiver = new TestReceiver(Holding).AcceptAll();
        using var good = await receiver.ConnectAsync();
        using var bad = await receiver.ConnectAsync();
        await good.SendAsync(TestReceiver.Delivery("good"));
        await bad.SendAsync(TestReceiver.Delivery("bad", signature: TestReceiver.Sign(TestReceiver.Body("bad"), "other")));
        Assert.Equal(200, (await receiver.SendAsync("GET / HTTP/1.1\r\n\r\n")).Status);
        Assert.Empty(receiver.Taken);

        receiver.Engine.UseSecrets([TestReceiver.Secret]);
        Assert.Equal(200, (await good.AnswerAsync()).Status);
        Assert.Equal(401, (await bad.AnswerAsync()).Status);
        _ = Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task A_request_is_held_for_8_seconds_and_no_longer()
    {
        var time = new ManualTime();
        using var receiver = new TestReceiver(options => Holding(options).With(o => { o.Elapsed = time.Elapsed; o.Delay = time.Delay; }));
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e"));
        var answer = sender.AnswerAsync();
        int seconds = 0;
        while (!answer.IsCompleted)
        {
            await time.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(200, (await receiver.SendAsync("GET / HTTP/1.1\r\n\r\n")).Status);
            seconds++;
        }

        Assert.InRange(seconds, 8, 20);
        Assert.Equal(503, (await answer).Status);
        Assert.Equal("5", (await answer).Headers["Retry-After"]);
        Assert.Equal(1, receiver.Count(ReceiverOutcome.SecretUnknown));
    }

    [Fact]
    public async Task A_held_request_gets_503_when_the_receiver_ends()
    {
        using var receiver = new TestReceiver(Holding);
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e"));
        await Eventually.Holds(() => receiver.Clocked > 0, "the request was there");
        receiver.Engine.Dispose();
        Assert.Equal(503, (await sender.AnswerAsync()).Status);
    }

    private static EventReceiverOptions Holding(EventReceiverOptions options) =>
        options.With(o => { o.Secrets = null; o.HoldsForSecrets = true; });
}

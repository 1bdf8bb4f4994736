using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

public sealed class LifetimeTests
{
    [Fact]
    public async Task What_is_queued_or_taken_but_not_accepted_at_the_end_gets_503()
    {
        using var receiver = new TestReceiver();
        using var taken = await receiver.ConnectAsync();
        using var queued = await receiver.ConnectAsync();
        using var half = await receiver.ConnectAsync();
        await taken.SendAsync(TestReceiver.Delivery("a"));
        var pending = await receiver.NextAsync();
        await queued.SendAsync(TestReceiver.Delivery("b"));
        await half.SendAsync("POST /c HTTP/1.1\r\n");
        await Eventually.Holds(() => receiver.Engine.QueuedEvents == 1, "the second was queued");

        receiver.Engine.Dispose();
        Assert.Equal(503, (await taken.AnswerAsync()).Status);
        Assert.Equal(503, (await queued.AnswerAsync()).Status);
        Assert.False(pending.Accept());
        Assert.Null(receiver.Engine.TryTake());
        Assert.Null(await receiver.Engine.NextAsync(CancellationToken.None));
        Assert.Equal(0, receiver.Count(ReceiverOutcome.HandedOver));
    }

    [Fact]
    public async Task An_event_accepted_just_before_the_end_still_gets_its_200()
    {
        for (int i = 0; i < 50; i++)
        {
            using var receiver = new TestReceiver();
            using var sender = await receiver.ConnectAsync();
            await sender.SendAsync(TestReceiver.Delivery("e"));
            Assert.True((await receiver.NextAsync()).Accept());
            receiver.Engine.Dispose();
            Assert.Equal(200, (await sender.AnswerAsync()).Status);
        }
    }

    [Fact]
    public async Task The_end_comes_within_250_ms_whatever_the_senders_do()
    {
        // The machine may be busy with other things: the best of three tells what the receiver itself takes.
        var times = new List<TimeSpan> { await TimeToEndAsync(), await TimeToEndAsync(), await TimeToEndAsync() };
        Assert.True(times.Min() < TimeSpan.FromMilliseconds(250), "It took " + times.Min() + " at best.");
    }

    [Fact]
    public async Task The_end_ends_a_wait_and_may_come_twice()
    {
        using var receiver = new TestReceiver();
        var waiting = receiver.Engine.NextAsync(CancellationToken.None);
        receiver.Engine.Dispose();
        receiver.Engine.Dispose();
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_loses_no_event()
    {
        using var receiver = new TestReceiver();
        using var cancel = new CancellationTokenSource();
        var waiting = receiver.Engine.NextAsync(cancel.Token);
        await cancel.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(200, (await receiver.AcceptAll().SendAsync(TestReceiver.Delivery("e"))).Status);
    }

    [Fact]
    public void A_port_can_be_taken_again_at_once()
    {
        int port;
        using (var first = new TestReceiver())
        {
            port = first.Engine.EndPoint.Port;
        }

        using var second = new TestReceiver(options => options.With(o => o.Port = port));
        Assert.Equal(port, second.Engine.EndPoint.Port);
    }

    [Fact]
    public void A_port_in_use_is_an_error_that_says_which_and_what_to_do()
    {
        using var first = new TestReceiver();
        int port = first.Engine.EndPoint.Port;
        var error = Assert.Throws<RicloudException>(() => new TestReceiver(options => options.With(o => o.Port = port)));
        Assert.Equal(RicloudErrorKind.PortUnavailable, error.Kind);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        Assert.Contains("Port " + port + " of 127.0.0.1 is in use", error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_machine_is_an_error_that_says_so()
    {
        var error = Assert.Throws<RicloudException>(() => new TestReceiver(options => options.With(o => o.ListenAddress = IPAddress.Parse("192.0.2.1"))));
        Assert.Contains("192.0.2.1 is no address of this machine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_listens_on_loopback_alone_unless_told_otherwise()
    {
        using var receiver = new TestReceiver();
        Assert.Equal(IPAddress.Loopback, receiver.Engine.EndPoint.Address);
        Assert.NotEqual(0, receiver.Engine.EndPoint.Port);
    }

    [Fact]
    public void A_receiver_without_a_way_to_verify_does_not_start()
    {
        _ = Assert.Throws<ArgumentException>(() => new TestReceiver(options => options.With(o => o.Secrets = null)));
        _ = Assert.Throws<ArgumentException>(() => new TestReceiver(options => options.With(o => o.Secrets = [])));
        _ = Assert.Throws<ArgumentException>(() => new TestReceiver(options => options.With(o => o.Secrets = [""])));
        _ = Assert.Throws<ArgumentException>(() => new TestReceiver(options => options.With(o => o.AllowUnsigned = true)));
        _ = Assert.Throws<ArgumentException>(() => new TestReceiver(options => options.With(o => o.PathBase = "/a?b")));
    }

    [Fact]
    public void Options_show_no_secret() =>
        Assert.DoesNotContain(
            TestReceiver.Secret,
            new EventReceiverOptions { Secrets = [TestReceiver.Secret] }.ToString(),
            StringComparison.Ordinal);

    private static async Task<TimeSpan> TimeToEndAsync()
    {
        using var receiver = new TestReceiver();
        var senders = new List<RawSender>();
        foreach (string part in new[] { "", "POST", "POST /e HTTP/1.1\r\nContent-Length: 9\r\n\r\n{", "nonsense\r\n\r\n", TestReceiver.Delivery("e") })
        {
            senders.Add(await receiver.ConnectAsync());
            await senders[^1].SendAsync(part);
        }

        await Eventually.Holds(() => receiver.Engine.QueuedEvents == 1, "the last one was queued");
        var watch = Stopwatch.StartNew();
        receiver.Engine.Dispose();
        var taken = watch.Elapsed;
        foreach (var sender in senders)
        {
            while (await sender.ReadAsync() is not null)
            {
            }

            sender.Dispose();
        }

        var refused = await Assert.ThrowsAsync<SocketException>(receiver.ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        return taken;
    }
}

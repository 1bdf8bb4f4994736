using System;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>The HTTP of it, over real sockets.</summary>
public sealed class HttpWireTests
{
    private const string Chunked = "Transfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("POST /e\r\n\r\n", 400)]
    [InlineData("POST  /e HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /e e HTTP/1.1\r\n\r\n", 400)]
    [InlineData(" POST /e HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1 \r\n\r\n", 400)]
    [InlineData("POST /e http/1.1\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.10\r\n\r\n", 400)]
    [InlineData("P@ST /e HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /\u00e9 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /e\0 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/2.0\r\n\r\n", 505)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505)]
    [InlineData("POST /e HTTP/1.1\n\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400)]
    [InlineData("\r\n\r\nPOST /e HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nHost : x\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nA: b\r\n folded\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n: b\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nA: b\rc\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nA: b\0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 0x2\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: -2\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length:\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2, 2\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.0\r\n" + Chunked + "0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n", 501)]
    [InlineData("POST /e HTTP/1.1\r\nTransfer-Encoding: \u000bchunked\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\nExpect: 200-ok\r\n\r\n", 417)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "x\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "0x2\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "-2\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2 \r\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2 {}\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2\n{}", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "10000000000000002\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "ffffffffffffffff\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2\r\n{}x\r\n0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2\r\n{}\n0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "2;a=\0\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("POST /e HTTP/1.1\r\n" + Chunked + "0\r\nno colon\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0", 400)]
    public async Task What_is_not_proper_HTTP_is_refused_and_the_connection_closed(string request, int status)
    {
        using var receiver = new TestReceiver();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(request);
        var answer = await sender.AnswerAsync();
        Assert.Equal(status, answer.Status);
        Assert.True(answer.Closes);
        sender.EndSending();
        Assert.True(await sender.IsClosedAsync());
        Assert.Equal(1, receiver.Count(ReceiverOutcome.Malformed));
    }

    [Theory]
    [InlineData("Host: 192.0.2.7")]
    [InlineData("Host: evil.example:99\r\nHost: another")]
    [InlineData("X-Empty:")]
    [InlineData("X-Odd:\t \u00e9\u00ff \t")]
    [InlineData("Connection: keep-alive, x")]
    [InlineData("Expect: 100-Continue")]
    public async Task Headers_that_mean_nothing_here_are_let_by(string header)
    {
        using var receiver = new TestReceiver().AcceptAll();
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e", headers: header + "\r\n"))).Status);
    }

    [Fact]
    public async Task A_request_may_come_without_a_Host_and_after_one_empty_line()
    {
        using var receiver = new TestReceiver().AcceptAll();
        string request = "\r\n" + TestReceiver.Delivery("e").Replace("Host: receiver.example\r\n", "", StringComparison.Ordinal);
        Assert.Equal(200, (await receiver.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_chunked_body_is_put_together_extensions_and_trailers_left_out()
    {
        using var receiver = new TestReceiver().AcceptAll();
        string body = TestReceiver.Body("e");
        string request = $"POST /e HTTP/1.1\r\nRicloud-Signature: {TestReceiver.Sign(body)}\r\nTransfer-Encoding: CHUNKED\r\n\r\n"
            + $"5;name=value\r\n{body[..5]}\r\n000{body.Length - 6:x} ; a\r\n{body[5..^1]}\r\n1\r\n{body[^1]}\r\n0\r\nX-Trailer: x\r\n\r\n";
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(request + TestReceiver.Delivery("f"));
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Theory]
    [InlineData("1;{0}\r\nx\r\n1;{0}\r\nx\r\n")]
    [InlineData("0\r\nA: {0}\r\nB: {0}\r\n\r\n")]
    [InlineData("1;{0}{0}")]
    public async Task Chunk_extensions_and_trailers_are_bounded(string chunks)
    {
        using var receiver = new TestReceiver();
        string body = chunks.Replace("{0}", new string('x', 2100), StringComparison.Ordinal);
        Assert.Equal(400, (await receiver.SendAsync("POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body)).Status);
    }

    [Fact]
    public async Task Headers_are_bounded_to_the_byte()
    {
        const int Limit = 2048;
        using var receiver = new TestReceiver(options => options.With(o => o.Limits = new ReceiverLimits { HeaderBytes = Limit })).AcceptAll();
        string plain = TestReceiver.Delivery("e", headers: "X: \r\n");
        int head = plain.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        string full = TestReceiver.Delivery("e", headers: "X: " + new string('x', Limit - head) + "\r\n");
        string over = TestReceiver.Delivery("f", headers: "X: " + new string('x', Limit - head + 1) + "\r\n");
        Assert.Equal(200, (await receiver.SendAsync(full)).Status);
        Assert.Equal(431, (await receiver.SendAsync(over)).Status);
        Assert.Equal(431, (await receiver.SendAsync(new string('x', Limit + 2))).Status);
        Assert.Equal(2, receiver.Count(ReceiverOutcome.TooLarge));
    }

    [Fact]
    public async Task Who_waits_for_100_continue_gets_it()
    {
        using var receiver = new TestReceiver().AcceptAll();
        using var sender = await receiver.ConnectAsync();
        string request = TestReceiver.Delivery("e", headers: "Expect: 100-continue\r\n");
        int body = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        await sender.SendAsync(request[..body]);
        Assert.Equal(100, (await sender.AnswerAsync()).Status);
        await sender.SendAsync(request[body..]);
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Fact]
    public async Task Who_waits_for_100_continue_is_spared_a_body_that_would_be_refused()
    {
        using var receiver = new TestReceiver();
        Assert.Equal(413, (await receiver.SendAsync("POST /e HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n")).Status);
    }

    [Fact]
    public async Task Requests_sent_together_are_answered_in_order_on_one_connection()
    {
        using var receiver = new TestReceiver().AcceptAll();
        using var sender = await receiver.ConnectAsync();
        string forged = TestReceiver.Delivery("b", signature: TestReceiver.Sign(TestReceiver.Body("b"), "other"));
        await sender.SendAsync(TestReceiver.Delivery("a") + forged + TestReceiver.Delivery("c"));
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
        Assert.Equal(401, (await sender.AnswerAsync()).Status);
        var last = await sender.AnswerAsync();
        Assert.Equal(200, last.Status);
        Assert.False(last.Closes);
    }

    [Theory]
    [InlineData("HTTP/1.1", "Connection: x, Close\r\n")]
    [InlineData("HTTP/1.0", "")]
    public async Task A_last_request_ends_the_connection_after_its_answer(string version, string header)
    {
        using var receiver = new TestReceiver().AcceptAll();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e", headers: header).Replace("HTTP/1.1", version, StringComparison.Ordinal));
        var answer = await sender.AnswerAsync();
        Assert.Equal(200, answer.Status);
        Assert.True(answer.Closes);
        Assert.True(await sender.IsClosedAsync());
    }

    [Fact]
    public async Task A_sender_that_has_ended_its_side_still_gets_its_answer()
    {
        using var receiver = new TestReceiver().AcceptAll();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e"));
        sender.EndSending();
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Theory]
    [InlineData("POST /e HTT", true)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2\r\n\r\n{", true)]
    [InlineData("POST /e HTTP/1.1\r\nContent-Length: 2\r\n\r\n{", false)]
    public async Task A_sender_that_goes_away_half_way_is_counted_and_forgotten(string part, bool resets)
    {
        using var receiver = new TestReceiver().AcceptAll();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(part);
        if (resets)
        {
            sender.Reset();
        }
        else
        {
            sender.EndSending();
        }

        await Eventually.Holds(() => receiver.Count(ReceiverOutcome.Aborted) == 1, "the request was counted");
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("good"))).Status);
    }
}

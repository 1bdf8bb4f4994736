using System;
using System.Threading.Tasks;
using Ricloud.Receiving;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Receiving;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_signed_event_is_handed_over_and_answered_with_200()
    {
        using var receiver = new TestReceiver();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(TestReceiver.Delivery("e1"));
        var pending = await receiver.NextAsync();
        Assert.Equal(0, receiver.Count(ReceiverOutcome.HandedOver));
        Assert.True(pending.Accept());

        Assert.Equal(200, (await sender.AnswerAsync()).Status);
        Assert.Equal("e1", pending.Event.Id);
        Assert.Equal(WebhookVerdict.Valid, pending.Verdict);
        Assert.Equal(TestReceiver.Body("e1"), System.Text.Encoding.UTF8.GetString(pending.Body));
        Assert.Equal("application/json", pending.ContentType);
        Assert.True(DateTimeOffset.UtcNow - pending.ReceivedAt < TimeSpan.FromMinutes(1));
        Assert.Equal(1, receiver.Count(ReceiverOutcome.HandedOver));
    }

    [Fact]
    public async Task A_signature_by_another_secret_is_401() =>
        await AssertRefused(TestReceiver.Delivery("e", signature: TestReceiver.Sign(TestReceiver.Body("e"), "other")), 401, ReceiverOutcome.SignatureRefused);

    [Fact]
    public async Task A_changed_body_is_401() =>
        await AssertRefused(TestReceiver.Delivery("e", signature: TestReceiver.Sign(TestReceiver.Body("f"))), 401, ReceiverOutcome.SignatureRefused);

    [Theory]
    [InlineData(-601)]
    [InlineData(120)]
    public async Task A_signature_outside_the_tolerance_is_401(int seconds) =>
        await AssertRefused(
            TestReceiver.Delivery("e", signature: TestReceiver.Sign(TestReceiver.Body("e"), shift: TimeSpan.FromSeconds(seconds))),
            401,
            ReceiverOutcome.SignatureRefused);

    [Fact]
    public async Task A_missing_signature_is_401() =>
        await AssertRefused("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 401, ReceiverOutcome.SignatureRefused);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("t=,s=")]
    [InlineData("t=99999999999999999999999999,s=AAAA")]
    public async Task A_malformed_signature_is_400(string signature) =>
        await AssertRefused(TestReceiver.Delivery("e", signature: signature), 400, ReceiverOutcome.Malformed);

    [Fact]
    public async Task Two_signature_headers_are_malformed()
    {
        string body = TestReceiver.Body("e");
        string twice = TestReceiver.Delivery("e", body, headers: "Ricloud-Signature: " + TestReceiver.Sign(body) + "\r\n");
        await AssertRefused(twice, 400, ReceiverOutcome.Malformed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":\"e\"")]
    public async Task A_signed_body_that_is_no_event_is_400(string body) =>
        await AssertRefused(TestReceiver.Delivery("e", body), 400, ReceiverOutcome.Malformed);

    [Theory]
    [InlineData("/other")]
    [InlineData("/E")]
    [InlineData("/e%2Fe")]
    public async Task Another_id_in_the_path_is_400(string path) =>
        await AssertRefused(TestReceiver.Delivery("e", path: path), 400, ReceiverOutcome.Malformed);

    [Theory]
    [InlineData("/hooks")]
    [InlineData("/hooks/")]
    [InlineData("/hooks/e/")]
    [InlineData("/e")]
    [InlineData("/Hooks/e")]
    [InlineData("//hooks/e")]
    [InlineData("/hooks/x/../e")]
    public async Task Another_path_than_base_and_id_is_404(string path)
    {
        using var receiver = new TestReceiver(options => options.With(o => o.PathBase = "/hooks"));
        Assert.Equal(404, (await receiver.SendAsync(TestReceiver.Delivery("e", path: path))).Status);
        Assert.Equal(1, receiver.Count(ReceiverOutcome.WrongPath));
    }

    [Theory]
    [InlineData("hooks/a b/", "/hooks/a%20b/e")]
    [InlineData("/hooks", "/hooks/e?x=/1")]
    [InlineData("/hooks/", "/%68ooks/%65")]
    [InlineData("", "http://anything.example/e")]
    [InlineData("", "HTTPS://anything.example/e?x")]
    public async Task The_path_is_decoded_and_the_rest_of_the_target_ignored(string pathBase, string path)
    {
        using var receiver = new TestReceiver(options => options.With(o => o.PathBase = pathBase)).AcceptAll();
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e", path: path))).Status);
    }

    [Theory]
    [InlineData("/%zz")]
    [InlineData("/%")]
    [InlineData("/%ff")]
    [InlineData("/e#f")]
    [InlineData("ftp://host/e")]
    [InlineData("e")]
    [InlineData("*")]
    public async Task A_target_without_a_readable_path_is_400(string path) =>
        await AssertRefused(TestReceiver.Delivery("e", path: path), 400, ReceiverOutcome.Malformed);

    [Theory]
    [InlineData("GET /e", "POST")]
    [InlineData("DELETE /hooks/e", "POST")]
    [InlineData("GET /other", "POST")]
    [InlineData("PUT /hooks/e", "POST")]
    [InlineData("post /hooks/e", "POST")]
    [InlineData("OPTIONS *", "POST")]
    [InlineData("PUT /", "GET, HEAD")]
    [InlineData("DELETE /hooks/", "GET, HEAD")]
    public async Task Another_method_than_the_path_has_is_405_and_told_so(string request, string allowed)
    {
        using var receiver = new TestReceiver(static options => options.With(o => o.PathBase = "/hooks"));
        var answer = await receiver.SendAsync(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Equal((405, allowed), (answer.Status, answer.Headers["Allow"]));
        Assert.Equal(1, receiver.Count(ReceiverOutcome.WrongMethod));
    }

    [Theory]
    [InlineData("GET /")]
    [InlineData("HEAD /")]
    [InlineData("GET /hooks")]
    [InlineData("HEAD /hooks/?from=balancer")]
    [InlineData("GET http://tunnel.example.com/hooks")]
    [InlineData("GET http://tunnel.example.com")]
    public async Task Who_asks_whether_it_is_there_gets_200_with_nothing_in_it(string request)
    {
        using var receiver = new TestReceiver(static options => options.With(o => o.PathBase = "/hooks"));
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync($"{request} HTTP/1.1\r\nHost: x\r\n\r\n{request} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
        string answers = await sender.ReadToEndAsync();

        Assert.Equal(2, answers.Split("HTTP/1.1 200 OK\r\n").Length - 1);
        Assert.Equal(2, answers.Split("Content-Length: 0\r\n").Length - 1);
        Assert.EndsWith("\r\n\r\n", answers, StringComparison.Ordinal);
        Assert.Equal(2, receiver.Count(ReceiverOutcome.Probed));
        Assert.Null(receiver.Engine.TryTake());
    }

    [Fact]
    public async Task An_answer_to_HEAD_has_no_body()
    {
        using var receiver = new TestReceiver();
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync("HEAD /e HTTP/1.1\r\nHost: x\r\n\r\n");
        string head = await sender.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 405 ", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_before_it_is_sent_and_while_it_is()
    {
        using var receiver = new TestReceiver();
        Assert.Equal(413, (await receiver.SendAsync("POST /e HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n")).Status);
        Assert.Equal(413, (await receiver.SendAsync("POST /e HTTP/1.1\r\nContent-Length: 99999999999999999999999999\r\n\r\n")).Status);
        Assert.Equal(413, (await receiver.SendAsync("POST /e HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n")).Status);
        string whole = "POST /e HTTP/1.1\r\nContent-Length: 4000000\r\n\r\n" + new string('x', 4_000_000);
        Assert.Equal(413, (await receiver.SendAsync(whole)).Status);
        Assert.Equal(4, receiver.Count(ReceiverOutcome.TooLarge));
    }

    [Fact]
    public async Task A_body_of_just_the_limit_is_taken()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Limits = new ReceiverLimits { BodyBytes = 300 })).AcceptAll();
        string body = TestReceiver.Body("e", padding: new string('x', 300 - TestReceiver.Body("e").Length));
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e", body))).Status);
        Assert.Equal(413, (await receiver.SendAsync(TestReceiver.Delivery("e", body + " "))).Status);
    }

    [Fact]
    public async Task Neither_length_nor_chunks_is_411() =>
        await AssertRefused("POST /e HTTP/1.1\r\nHost: x\r\n\r\n", 411, ReceiverOutcome.Malformed);

    [Fact]
    public async Task An_event_that_the_filter_leaves_out_is_answered_with_200_and_not_emitted()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Filter = received => received.Type == "poll"));
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("e"))).Status);
        Assert.Null(receiver.Engine.TryTake());
        Assert.Equal(1, receiver.Count(ReceiverOutcome.Filtered));
    }

    [Fact]
    public async Task The_filter_never_sees_what_is_not_verified()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Filter = _ => throw new InvalidOperationException()));
        string forged = TestReceiver.Delivery("e", signature: TestReceiver.Sign(TestReceiver.Body("e"), "other"));
        Assert.Equal(401, (await receiver.SendAsync(forged)).Status);
    }

    [Fact]
    public async Task Unsigned_events_are_taken_only_where_that_was_asked_for()
    {
        string unsigned = "POST /e HTTP/1.1\r\nContent-Length: 10\r\n\r\n{\"id\":\"e\"}";
        using var receiver = new TestReceiver(options => options.With(o => { o.Secrets = null; o.AllowUnsigned = true; }));
        using var sender = await receiver.ConnectAsync();
        await sender.SendAsync(unsigned);
        var pending = await receiver.NextAsync();
        Assert.Null(pending.Verdict);
        Assert.True(pending.Accept());
        Assert.Equal(200, (await sender.AnswerAsync()).Status);
    }

    [Fact]
    public async Task While_a_secret_is_replaced_both_are_taken()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Secrets = ["new", "old"])).AcceptAll();
        foreach (string secret in new[] { "new", "old" })
        {
            string delivery = TestReceiver.Delivery(secret, signature: TestReceiver.Sign(TestReceiver.Body(secret), secret));
            Assert.Equal(200, (await receiver.SendAsync(delivery)).Status);
        }

        receiver.Engine.UseSecrets(["new"]);
        string late = TestReceiver.Delivery("late", signature: TestReceiver.Sign(TestReceiver.Body("late"), "old"));
        Assert.Equal(401, (await receiver.SendAsync(late)).Status);
    }

    [Fact]
    public async Task The_observer_is_told_what_and_why_and_nothing_secret()
    {
        using var receiver = new TestReceiver();
        _ = await receiver.SendAsync(TestReceiver.Delivery("e", signature: TestReceiver.Sign(TestReceiver.Body("e"), "other")));
        var seen = Assert.Single(receiver.Seen);
        Assert.Equal((ReceiverOutcome.SignatureRefused, 401, "POST", "/e"), (seen.Outcome, seen.Status, seen.Method, seen.Target));
        Assert.NotEmpty(seen.Reason);
        Assert.Null(seen.EventId);
        Assert.StartsWith("127.0.0.1:", seen.Sender, StringComparison.Ordinal);
        Assert.DoesNotContain(TestReceiver.Secret, seen.ToString(), StringComparison.Ordinal);
    }

    private static async Task AssertRefused(string request, int status, ReceiverOutcome outcome)
    {
        using var receiver = new TestReceiver();
        var answer = await receiver.SendAsync(request);
        Assert.Equal(status, answer.Status);
        Assert.Equal(1, receiver.Count(outcome));
        Assert.Equal(1, receiver.Engine.Statistics.Requests);
        Assert.Null(receiver.Engine.TryTake());
        Assert.Equal(200, (await receiver.AcceptAll().SendAsync(TestReceiver.Delivery("good"))).Status);
    }
}

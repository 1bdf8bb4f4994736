using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Retrieval;

public sealed class SubscriptionTests(RetrievalEmulator shared) : IClassFixture<RetrievalEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Fact]
    public async Task It_becomes_active_and_polls_again_and_again_until_it_is_deleted()
    {
        Answer session = await _emulator.CreateSessionAsync("subscribed");
        Answer made = await _emulator.SendAsync(
            HttpMethod.Post, "/subscriptions", $$"""{"session":"{{session.Id}}","poll_payload":{"info_types":["account"]},"interval":1}""");
        string polls = $"/polls?subscription={made.Id}&requestor=subscription";

        JsonElement list = await _emulator.WaitForAsync(polls, page => page.GetProperty("total_count").GetInt32() >= 2);
        Answer active = await _emulator.GetAsync($"/subscriptions/{made.Id}");
        JsonElement own = await shared.PollAsync(new { subscription = made.Id, payload = new { info_types = new[] { "devices" } } });
        Answer deleted = await _emulator.DeleteAsync($"/subscriptions/{made.Id}");

        Assert.Equal("pending", made.State);
        Assert.Equal("active", active.State);
        Assert.Equal(1, made.Json.GetProperty("org").GetInt32());
        Assert.Equal(session.Json.GetProperty("source").GetProperty("id").GetInt64(), list.GetProperty("data")[0].GetProperty("source").GetInt64());
        Assert.Equal(made.Id, own.GetProperty("subscription").ToString());
        Assert.Equal([own.GetProperty("id").GetInt64()], (await _emulator.GetAsync($"/polls?subscription={made.Id}&requestor=key")).Ids);
        Assert.Equal("deleted", deleted.State);
        Assert.Equal(deleted.Text, (await _emulator.DeleteAsync($"/subscriptions/{made.Id}")).Text);
        Assert.Empty((await _emulator.GetAsync($"/subscriptions?session={session.Id}")).Ids);
        Assert.Single((await _emulator.GetAsync($"/subscriptions?session={session.Id}&state=deleted")).Ids);
        (await _emulator.PostAsync("/polls", new { subscription = made.Id, payload = new { info_types = new[] { "devices" } } }))
            .AssertRefused(400, "invalid-parameter", "subscription");
    }

    [Fact]
    public async Task A_relay_device_is_polled_through_a_subscription_only()
    {
        Answer session = await _emulator.CreateSessionAsync("relay", "rirelay.instance", new { code = "ABC" });
        JsonElement source = session.Json.GetProperty("source");
        long device = source.GetProperty("children").GetProperty("data")[0].GetProperty("id").GetInt64();
        object payload = new { data_types = new[] { "messages.sms" } };

        (await _emulator.PostAsync("/subscriptions", new { session = session.Id, poll_payload = payload })).AssertRefused(400, "invalid-parameter", "source");
        (await _emulator.PostAsync("/subscriptions", new { session = session.Id, source = device, poll_payload = payload, interval = 60 }))
            .AssertRefused(400, "invalid-parameter", "interval");
        (await _emulator.PostAsync("/polls", new { session = session.Id, source = device, payload })).AssertRefused(400, "invalid-parameter", "subscription");
        Answer made = await _emulator.PostAsync("/subscriptions", new { session = session.Id, source = device, poll_payload = payload });
        JsonElement poll = await shared.PollAsync(new { subscription = made.Id, payload });

        Assert.Equal(device, poll.GetProperty("source").GetInt64());
        Assert.Equal("Emulated iPhone", (await _emulator.GetAsync($"/sources/{device}")).Json.GetProperty("info").GetProperty("name").GetString());
        Assert.Equal(
            source.GetProperty("children").GetRawText(), (await _emulator.GetAsync(source.GetProperty("children").GetProperty("url").GetString()!)).Text);
    }

    [Theory]
    [InlineData("{}", "session", "poll_payload")]
    [InlineData("""{"session":999999,"poll_payload":{"info_types":["*"]}}""", "session")]
    [InlineData("""{"session":1,"poll_payload":{"files":[]},"interval":0,"date_start":"soon","date_end":1}""", "poll_payload", "interval", "date_start", "date_end")]
    public async Task What_is_not_allowed_is_refused_by_name(string body, params string[] fields)
    {
        await _emulator.CreateSessionAsync("first");

        (await _emulator.SendAsync(HttpMethod.Post, "/subscriptions", body)).AssertRefused(400, "invalid-parameter", fields);
    }

    [Fact]
    public async Task Its_start_is_waited_for_and_its_end_is_kept()
    {
        Answer session = await _emulator.CreateSessionAsync("dated");
        object payload = new { info_types = new[] { "account" } };
        Answer later = await _emulator.PostAsync(
            "/subscriptions", new { session = session.Id, poll_payload = payload, date_start = DateTime.UtcNow.AddDays(1).ToString("O") });
        Answer over = await _emulator.PostAsync("/subscriptions", new { session = session.Id, poll_payload = payload, date_end = "2018-10-01T17:04:34Z" });
        Answer now = await _emulator.PostAsync("/subscriptions", new { session = session.Id, poll_payload = payload });

        await _emulator.WaitForAsync($"/polls?subscription={now.Id}", page => page.GetProperty("total_count").GetInt32() == 1);

        Assert.Equal("2018-10-01T17:04:34.000000Z", over.Json.GetProperty("date_end").GetString());
        Assert.Equal("active", (await _emulator.GetAsync($"/subscriptions/{later.Id}")).State);
        Assert.Empty((await _emulator.GetAsync($"/polls?subscription={later.Id}")).Ids);
        Assert.Empty((await _emulator.GetAsync($"/polls?subscription={over.Id}")).Ids);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Wire;

/// <summary>What really goes over the wire for an id or a path.</summary>
public sealed class RouteTests
{
    private readonly SteppingTime _time = new();

    [Theory]
    [InlineData("3", "3")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("../keys", "..%2Fkeys")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("%2E", "%252E")]
    [InlineData("...", "...")]
    [InlineData("3?state=new", "3%3Fstate%3Dnew")]
    [InlineData("3#x", "3%23x")]
    [InlineData("3\0", "3%00")]
    [InlineData("3\r\nX: y", "3%0D%0AX%3A%20y")]
    [InlineData("鍵😀", "%E9%8D%B5%F0%9F%98%80")]
    [InlineData(" 3 ", "%203%20")]
    public async Task No_id_changes_the_route(string id, string expected)
    {
        await using RawServer server = RawServer.Json(static _ => (200, Answers.Config(3)));
        using RicloudClient client = new(_time.Options(new Uri(server.Address, "/api/v3/")));

        await client.WebhookConfigs.GetAsync(id, Stop);

        Assert.Equal("/api/v3/configs/webhook/" + expected, Assert.Single(server.Requests).Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_no_encoding_keeps_from_changing_the_route_is_refused_and_nothing_is_sent(string id)
    {
        await using RawServer server = RawServer.Json(static _ => (200, Answers.Config(3)));
        using RicloudClient client = new(_time.Options(server.Address));

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.WebhookConfigs.GetAsync(id, Stop));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_id()
    {
        using RicloudClient client = new(_time.Options(new Uri("http://127.0.0.1:1")));

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.WebhookConfigs.GetAsync("3\ud83d", Stop));
    }

    [Theory]
    [InlineData("/a/../b")]
    [InlineData("/a/%2e%2e/b")]
    [InlineData("/a/.%2E")]
    [InlineData("//example.com/x")]
    [InlineData("https://example.com/x")]
    [InlineData("/a\\..\\b")]
    [InlineData("/a\r\nX: y")]
    [InlineData("/a#b")]
    [InlineData("http://127.0.0.1:1/api/v3/x")]
    public async Task A_raw_path_that_leaves_the_base_address_is_refused_and_nothing_is_sent(string path)
    {
        await using RawServer server = RawServer.Json(static _ => (200, "{}"));
        using RicloudClient client = new(_time.Options(new Uri(server.Address, "/api/v3")));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync(new RicloudRequest { Path = path }, Stop));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_whole_address_below_the_base_is_taken_and_one_beside_it_is_not()
    {
        await using RawServer server = RawServer.Json(static _ => (200, "{}"));
        using RicloudClient client = new(_time.Options(new Uri(server.Address, "/api/v3")));

        await client.SendAsync(new RicloudRequest { Path = new Uri(server.Address, "/api/v3/keys?limit=1").AbsoluteUri }, Stop);
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => client.SendAsync(new RicloudRequest { Path = new Uri(server.Address, "/api/v33/keys").AbsoluteUri }, Stop));

        Assert.Equal("/api/v3/keys?limit=1", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task The_answer_to_a_HEAD_may_name_the_length_of_a_body_that_does_not_come()
    {
        await using RawServer server = new(static (_, stream) => RawServer.WriteRawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudResponse answer = await client.SendAsync(new RicloudRequest { Method = "head", Path = "/key" }, Stop);

        Assert.Equal((200, null, string.Empty), (answer.StatusCode, answer.Value, answer.Text));
    }

    [Fact]
    public async Task The_token_is_masked_wherever_the_server_sends_it_back()
    {
        string echo = $$$"""{"error":"invalid-parameter","message":"Bad {{{Secrets.Token}}}","params":{"url":"{{{Secrets.Token}}}","more":["{{{Secrets.Token}}}"]}}""";
        await using RawServer server = RawServer.Json(_ => (400, echo));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        List<object?> more = Assert.IsType<List<object?>>(failure.Params!["more"]);
        string all = string.Join('|', failure.ToString(), failure.ApiMessage, failure.Params["url"], more.Single());
        Assert.DoesNotContain(Secrets.Token, all, StringComparison.Ordinal);
        Assert.True(server.Requests.Single().HasHeader("Authorization: Token " + Secrets.Token));
    }

    [Fact]
    public async Task A_redirect_is_refused_by_the_name_of_its_target_which_gets_no_request()
    {
        await using RawServer other = RawServer.Json(static _ => (200, "{}"));
        await using RawServer server = new((_, stream) => RawServer.WriteAsync(stream, 307, string.Empty, $"Location: {other.Address}stolen\r\n"));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.Keys.GetCurrentAsync(Stop));

        Assert.Equal((RicloudErrorKind.RedirectRefused, 1), (failure.Kind, failure.Attempts));
        Assert.Contains(other.Address + "stolen", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}

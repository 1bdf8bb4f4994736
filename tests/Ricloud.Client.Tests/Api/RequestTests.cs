using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Api;

public sealed class RequestTests : IDisposable
{
    private const string Config = """{"id":3,"resource":"webhook_config","organisation":1,"url":"https://a/","secret":"planted-secret-9876543210","state":"new","date_created":"2018-10-01T17:04:34.154530Z"}""";

    private readonly StubNetwork _network = new();

    [Fact]
    public async Task A_request_carries_the_token_and_says_who_it_is()
    {
        await Get(_network.Answers(200, Config));
        HttpRequestMessage message = _network.Messages[0];
        Assert.Equal("Token " + StubNetwork.Token, message.Headers.Authorization!.ToString());
        Assert.StartsWith("Ricloud.PowerShell/", message.Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b", "/configs/webhook/a%2Fb")]
    [InlineData("../keys", "/configs/webhook/..%2Fkeys")]
    [InlineData("x?y=1", "/configs/webhook/x%3Fy%3D1")]
    [InlineData("%2e%2e", "/configs/webhook/%252e%252e")]
    [InlineData("é 東", "/configs/webhook/%C3%A9%20%E6%9D%B1")]
    [InlineData("a\0b", "/configs/webhook/a%00b")]
    public async Task No_id_changes_the_route(string id, string path)
    {
        await _network.Answers(200, Config).Client().WebhookConfigs.GetAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal("GET " + path, _network.Requests.Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_climb_is_refused(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _network.Client().WebhookConfigs.GetAsync(id, TestContext.Current.CancellationToken));
        Assert.Empty(_network.Requests);
    }

    [Theory]
    [InlineData(401, RicloudErrorKind.Unauthorized)]
    [InlineData(403, RicloudErrorKind.Forbidden)]
    [InlineData(404, RicloudErrorKind.NotFound)]
    [InlineData(405, RicloudErrorKind.Rejected)]
    [InlineData(501, RicloudErrorKind.Server)]
    public async Task An_error_says_what_the_API_says(int status, RicloudErrorKind kind)
    {
        _network.Answers(status, """{"error":"some-code","message":"Some text.","params":{"url":"too long"}}""");
        RicloudException failure = await Fails();
        Assert.Equal((kind, status, "some-code", "Some text.", 1), (failure.Kind, failure.StatusCode, failure.Error, failure.ApiMessage, failure.Attempts));
        Assert.Equal("too long", failure.Params!["url"]);
        Assert.Equal(("GET", "/configs/webhook/3"), (failure.Method, failure.Path));
        Assert.Contains("Some text.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_field_is_named_with_what_is_wrong_with_it()
    {
        _network.Answers(400, """{"error":"invalid-parameter","message":"No.","params":{"url":"It must be text."}}""");
        RicloudException failure = await Fails();
        Assert.Equal(RicloudErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("'url' (It must be text)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>\r\n<b>502</b>\u001b[31m", "<html>\\r\\n<b>502</b>\\u001b[31m")]
    [InlineData("", "")]
    [InlineData("""{"error": "x""", """{"error": "x""")]
    public async Task A_proxys_error_body_is_shown_escaped(string body, string excerpt)
    {
        RicloudException failure = await Fails(_network.Answers(404, body, "text/html"));
        Assert.Equal((RicloudErrorKind.NotFound, excerpt), (failure.Kind, failure.BodyExcerpt));
    }

    [Fact]
    public async Task An_excerpt_has_200_characters_at_most() =>
        Assert.Equal(200, (await Fails(_network.Answers(404, new string('x', 5000), "text/plain"))).BodyExcerpt!.Length);

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("""{"id":3,"url":"https://a/" """)]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{'id':3}")]
    public async Task A_2xx_answer_of_another_form_is_an_invalid_response(string body) =>
        Assert.Equal(RicloudErrorKind.InvalidResponse, (await Fails(_network.Answers(200, body))).Kind);

    [Fact]
    public async Task JSON_nested_deeper_than_64_and_bytes_that_are_no_UTF_8_are_refused()
    {
        string deep = Config.Replace("\"state\"", "\"x\":" + new string('[', 70) + new string(']', 70) + ",\"state\"", StringComparison.Ordinal);
        Assert.Contains("64", (await Fails(_network.Answers(200, deep))).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", (await Fails(_network.Answers([0x7b, 0xff, 0xfe, 0x7d]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_over_16_MiB_is_not_read() =>
        Assert.Equal(RicloudErrorKind.ResponseTooLarge, (await Fails(_network.Answers(new byte[(16 * 1024 * 1024) + 1]))).Kind);

    [Fact]
    public async Task Of_an_error_no_more_than_its_beginning_is_read()
    {
        using CountedStream body = new(8 * 1024 * 1024);
        _network.Answers(403, "", change: response => response.Content = new StreamContent(body));
        Assert.Equal(RicloudErrorKind.Forbidden, (await Fails()).Kind);
        Assert.InRange(body.Taken, 1, 3 * 1024 * 1024);
    }

    [Fact]
    public async Task A_redirect_is_refused_and_says_where_to()
    {
        _network.Answers(302, "", change: response => response.Headers.Location = new Uri("https://evil.example/x"));
        RicloudException failure = await Fails();
        Assert.Equal(RicloudErrorKind.RedirectRefused, failure.Kind);
        Assert.Contains("https://evil.example/x", failure.Message, StringComparison.Ordinal);
        Assert.Single(_network.Requests);
    }

    [Fact]
    public async Task Neither_token_nor_secret_is_in_any_exception()
    {
        _network.Answers(200, Config.Replace("\"state\":\"new\",", string.Empty, StringComparison.Ordinal).Replace("https://a/", StubNetwork.Token, StringComparison.Ordinal)[..^1]);
        string text = (await Fails()).ToString();
        Assert.DoesNotContain(StubNetwork.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_tried_again_with_growing_pauses(int status)
    {
        _network.Answers(status, "").Answers(status, "").Answers(200, Config);
        await Get(_network);
        Assert.Equal([TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.75)], _network.Pauses);
        Assert.Equal([1, 2], _network.Retries.Select(retry => retry.Attempt));
        Assert.Equal([1, 2, 3], _network.Exchanges.Select(exchange => exchange.Attempt));
    }

    [Fact]
    public async Task Four_tries_are_all_there_are()
    {
        _network.Answers(503, "").Answers(503, "").Answers(503, "").Answers(503, "");
        Assert.Equal(4, (await Fails()).Attempts);
    }

    [Fact]
    public async Task A_post_that_may_have_happened_is_not_sent_again()
    {
        _network.Answers(500, "");
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(Post);
        Assert.Equal((RicloudErrorKind.Server, 1), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task A_post_that_was_never_sent_is_sent_again()
    {
        _network.Answers(429, "").Answers(200, Config);
        Assert.Equal(200, (await Post()).StatusCode);
        Assert.Equal("""{"url":"https://a/"}""", _network.Bodies[1]);
    }

    [Fact]
    public async Task No_connection_is_tried_again_and_named()
    {
        HttpRequestException refused = new("no", new SocketException((int)SocketError.ConnectionRefused));
        _network.Fails(refused).Answers(200, Config);
        await Get(_network);
        Assert.Equal("connection refused", _network.Retries.Single().Reason);
    }

    [Fact]
    public async Task Retry_After_is_obeyed_by_the_whole_session()
    {
        _network.Answers(429, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", "7")).Answers(200, Config);
        await Get(_network);
        Assert.Equal([TimeSpan.FromSeconds(7)], _network.Pauses);
    }

    [Fact]
    public async Task A_Retry_After_of_more_than_a_minute_ends_the_call()
    {
        _network.Answers(429, "", change: response => response.Headers.TryAddWithoutValidation("Retry-After", "61"));
        RicloudException failure = await Fails();
        Assert.Equal((RicloudErrorKind.RateLimited, TimeSpan.FromSeconds(61)), (failure.Kind, failure.RetryAfter));
        Assert.Empty(_network.Pauses);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_broken_connection()
    {
        HttpRequestException cut = new("cut", new IOException("cut"));
        _network.Fails(cut).Fails(cut).Fails(cut).Fails(cut);
        Assert.Equal(RicloudErrorKind.Connection, (await Fails()).Kind);
    }

    [Fact]
    public async Task Cancelling_ends_a_pause()
    {
        using CancellationTokenSource source = new();
        _network.Answers(503, "", change: _ => source.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _network.Client().WebhookConfigs.GetAsync("3", source.Token));
    }

    [Fact]
    public async Task Only_what_is_set_is_sent()
    {
        await _network.Answers(200, Config).Client().WebhookConfigs.UpdateAsync("3", new ConfigUpdate { State = "deactivated" }, TestContext.Current.CancellationToken);
        Assert.Equal("""{"state":"deactivated"}""", _network.Bodies.Single());
        await Assert.ThrowsAsync<ArgumentException>(() => _network.Client().WebhookConfigs.UpdateAsync("3", new ConfigUpdate(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:pass@example.com/")]
    [InlineData("https://example.com/?x=1")]
    public void An_address_that_would_show_the_token_or_is_none_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => _network.Client(options => options.With(o => o.BaseAddress = new Uri(address))));

    [Theory]
    [InlineData("http://127.9.9.9/")]
    [InlineData("http://[::1]:5/")]
    [InlineData("http://localhost/")]
    [InlineData("https://example.com/prefix")]
    public void An_address_on_this_machine_or_over_TLS_is_taken(string address)
    {
        using RicloudClient client = _network.Client(options => options.With(o => o.BaseAddress = new Uri(address)));
        Assert.EndsWith("/", client.BaseAddress.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/keys")]
    [InlineData("//evil.example/keys")]
    [InlineData("/../keys")]
    [InlineData("/a/%2e%2e/%2E./keys")]
    [InlineData("/a\\..\\b")]
    [InlineData("/a#b")]
    public async Task A_raw_path_that_leaves_the_base_is_refused(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _network.Client().SendAsync(new RicloudRequest { Path = path }, TestContext.Current.CancellationToken));
        Assert.Empty(_network.Requests);
    }

    public void Dispose() => _network.Dispose();

    private static Task<WebhookConfig> Get(StubNetwork network) =>
        network.Client().WebhookConfigs.GetAsync("3", network.Call);

    private Task<RicloudResponse> Post() => _network.Client().SendAsync(
        new RicloudRequest { Method = "POST", Path = "/configs/webhook", JsonBody = """{"url":"https://a/"}""" }, _network.Call);

    private Task<RicloudException> Fails(StubNetwork? network = null) =>
        Assert.ThrowsAsync<RicloudException>(() => Get(network ?? _network));

    /// <summary>Remembers how much was read of it, even when it is closed.</summary>
    private sealed class CountedStream(int size) : MemoryStream(new byte[size])
    {
        public long Taken { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Taken = CanRead ? Position : Taken;
            base.Dispose(disposing);
        }
    }
}

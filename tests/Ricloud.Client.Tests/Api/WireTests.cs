using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Tests.Api;

/// <summary>What a server may do to a connection, over real sockets.</summary>
public sealed class WireTests
{
    private const string Config = """{"id":3,"url":"https://a/","secret":"planted-secret-9876543210","state":"new"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_headers_and_the_route_are_really_sent()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK", """{"id":1,"state":"pending"}""");
        using RicloudClient client = server.Client();
        await client.WebhookConfigs.TestAsync("a/../b?c#d%2e\0é", 7, Token);
        string[] head = server.Requests.Single(static request => request[0].StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal("POST /configs/webhook/a%2F..%2Fb%3Fc%23d%252e%00%C3%A9/test HTTP/1.1", head[0]);
        Assert.Contains("Authorization: Token " + RawServer.Token, head);
        Assert.Contains("Ricloud-Await: 7", head);
        Assert.Contains(head, static line => line.StartsWith("User-Agent: Ricloud.PowerShell/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_a_broken_connection_without_its_secrets()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Length: 500", Config[..60]);
        RicloudException failure = await Fails(server);
        Assert.Equal((RicloudErrorKind.Connection, 200), (failure.Kind, failure.StatusCode));
        Assert.StartsWith("{\"id\":3", failure.BodyExcerpt, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-secret", failure.ToString() + failure.BodyExcerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_longer_than_its_length_is_no_JSON()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Length: 30", Config);
        Assert.Equal(RicloudErrorKind.InvalidResponse, (await Fails(server)).Kind);
    }

    [Fact]
    public async Task Chunks_that_break_off_are_a_broken_connection()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "5\r\n{\"id\"\r\n7");
        Assert.Equal(RicloudErrorKind.Connection, (await Fails(server)).Kind);
    }

    [Theory]
    [InlineData(401, RicloudErrorKind.Unauthorized)]
    [InlineData(404, RicloudErrorKind.NotFound)]
    [InlineData(503, RicloudErrorKind.Server)]
    public async Task An_errors_status_stands_though_its_body_was_cut_short(int status, RicloudErrorKind kind)
    {
        using RawServer server = RawServer.Saying($"HTTP/1.1 {status} No\nContent-Length: 500", "{\"error\": \"some");
        RicloudException failure = await Fails(server);
        Assert.Equal((kind, status, "{\"error\": \"some"), (failure.Kind, failure.StatusCode, failure.BodyExcerpt));
    }

    [Fact]
    public async Task An_errors_status_stands_though_its_body_is_too_large()
    {
        using RawServer server = new(static (stream, token) => PourAsync(stream, "HTTP/1.1 404 No\r\n\r\n", token));
        Assert.Equal(RicloudErrorKind.NotFound, (await Fails(server)).Kind);
    }

    [Fact]
    public async Task A_body_without_an_end_is_too_large_and_takes_no_more_memory_than_the_limit_needs()
    {
        using RawServer server = new(static (stream, token) => PourAsync(stream, "HTTP/1.1 200 OK\r\n\r\n", token));
        Assert.Equal(RicloudErrorKind.ResponseTooLarge, (await Fails(server)).Kind);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 300_000_000);
    }

    [Fact]
    public async Task A_length_over_the_limit_is_refused_before_the_body()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Length: 1073741824", "{");
        Assert.Equal(RicloudErrorKind.ResponseTooLarge, (await Fails(server)).Kind);
    }

    [Fact]
    public async Task A_bomb_of_zeros_is_too_large()
    {
        using MemoryStream packed = new();
        await using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[17 * 1024 * 1024], Token);
        }

        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Encoding: gzip", packed.ToArray());
        Assert.Equal(RicloudErrorKind.ResponseTooLarge, (await Fails(server)).Kind);
    }

    [Fact]
    public async Task A_body_that_is_not_compressed_as_it_says_is_an_invalid_response()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Encoding: gzip", Config);
        RicloudException failure = await Fails(server);
        Assert.Equal((RicloudErrorKind.InvalidResponse, 200), (failure.Kind, failure.StatusCode));
    }

    [Fact]
    public async Task A_body_that_dribbles_ends_with_the_time_limit()
    {
        using RawServer server = new(static async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync(new byte[] { 32 }, token);
                await Task.Delay(20, token);
            }
        });
        var watch = Stopwatch.StartNew();
        Assert.Equal(RicloudErrorKind.Timeout, (await Fails(server, static options => options.With(o => o.Timeout = TimeSpan.FromSeconds(0.4)))).Kind);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task Cancelling_ends_a_wait_for_the_answer_and_for_its_body(string start)
    {
        TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using RawServer server = new(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), token);
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        using RicloudClient client = server.Client();
        using CancellationTokenSource source = new();
        Task<WebhookConfig> call = client.WebhookConfigs.GetAsync("3", source.Token);
        await began.Task;
        await source.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal(source.Token, cancelled.CancellationToken);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_origin_gets_neither_request_nor_token(int status)
    {
        using RawServer other = RawServer.Saying("HTTP/1.1 200 OK", Config);
        using RawServer server = RawServer.Saying($"HTTP/1.1 {status} Go\nLocation: {other.Address}configs/webhook/3", string.Empty);
        Assert.Equal(RicloudErrorKind.RedirectRefused, (await Fails(server)).Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_change_is_sent_once_over_a_kept_connection_that_turns_out_to_be_closed()
    {
        int answers = 0;
        using RawServer server = new(
            async (stream, token) =>
            {
                if (Interlocked.Increment(ref answers) > 1)
                {
                    throw new IOException("Closed without a word.");
                }

                byte[] body = Encoding.ASCII.GetBytes(Config);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), token);
                await stream.WriteAsync(body, token);
            },
            keepsConnection: true);
        using RicloudClient client = server.Client(static options => options.With(o => o.MaximumRetryCount = 3));
        await client.WebhookConfigs.GetAsync("3", Token);
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.SendAsync(new RicloudRequest { Method = "POST", Path = "/configs/webhook/3/test" }, Token));
        Assert.Equal(RicloudErrorKind.Connection, failure.Kind);
        Assert.Single(server.Requests, static head => head[0].StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_HEAD_request_has_an_answer_without_a_body()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Length: 500\nX-Found: yes", string.Empty);
        using RicloudClient client = server.Client();
        RicloudResponse response = await client.SendAsync(new RicloudRequest { Method = "HEAD", Path = "/key" }, Token);
        Assert.Equal((string.Empty, "yes"), (response.Text, response.Headers["x-found"]));
    }

    [Fact]
    public async Task No_connection_is_named_with_its_host()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK", Config);
        Uri address = server.Address;
        server.Dispose();
        RicloudException failure = await Fails(server, options => options.With(o => o.BaseAddress = address));
        Assert.Equal((RicloudErrorKind.Connection, (int?)null), (failure.Kind, failure.StatusCode));
        Assert.Contains(address.Authority, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_that_found_no_connection_is_tried_again()
    {
        using RawServer server = RawServer.Saying("HTTP/1.1 200 OK", Config);
        Uri address = server.Address;
        server.Dispose();
        using RicloudClient client = server.Client(options => options.With(o => { o.BaseAddress = address; o.MaximumRetryCount = 3; o.Delay = static (_, _) => Task.CompletedTask; }));
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "https://a/" }, Token));
        Assert.Equal((RicloudErrorKind.Connection, 4), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_are_a_broken_connection()
    {
        using RawServer server = RawServer.Saying("SSH-2.0-OpenSSH", "x");
        Assert.Equal(RicloudErrorKind.Connection, (await Fails(server)).Kind);
    }

    private static async Task PourAsync(Stream stream, string head, CancellationToken token)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
        byte[] spaces = new byte[64 * 1024];
        Array.Fill(spaces, (byte)' ');
        while (true)
        {
            await stream.WriteAsync(spaces, token);
        }
    }

    private static async Task<RicloudException> Fails(RawServer server, Func<RicloudClientOptions, RicloudClientOptions>? change = null)
    {
        using RicloudClient client = server.Client(change ?? (static options => options));
        return await Assert.ThrowsAsync<RicloudException>(() => client.WebhookConfigs.GetAsync("3", Token));
    }
}

using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class HttpTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("/configs/webhook")]
    [InlineData("/key")]
    [InlineData("/nothing/here")]
    [InlineData("/_emulator/receiver/x")]
    public async Task Without_a_token_in_force_every_path_answers_401(string path)
    {
        foreach (string? authorization in (string?[])[
            "", "Token", "Token ", "Token wrong", $"Bearer {_emulator.Token}", $"Token {_emulator.Token}x", _emulator.Token])
        {
            (await _emulator.SendAsync(HttpMethod.Get, path, null, ("Authorization", authorization))).AssertRefused(401, "unauthorized");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/configs")]
    [InlineData("/configs/webhook/")]
    [InlineData("/Configs/Webhook")]
    [InlineData("/configs/webhook/1/2/3")]
    [InlineData("/_emulator")]
    public async Task A_path_that_is_no_route_answers_404(string path) =>
        (await _emulator.GetAsync(path)).AssertRefused(404, "not-found");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.0")]
    [InlineData("1%20")]
    [InlineData("%31%2F")]
    [InlineData("..%2f1")]
    [InlineData("%zz")]
    [InlineData("%ff%fe")]
    [InlineData("%E2%9C%93")]
    [InlineData("999999999")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999999999999999999")]
    public async Task An_id_that_nothing_has_answers_404(string id)
    {
        foreach (string resource in (string[])["configs/webhook", "configs/storage", "tasks", "keys", "events"])
        {
            (await _emulator.GetAsync($"/{resource}/{id}")).AssertRefused(404, "not-found");
        }
    }

    [Theory]
    [InlineData("PUT", "/configs/webhook/1")]
    [InlineData("PATCH", "/configs/webhook/1")]
    [InlineData("DELETE", "/configs/webhook")]
    [InlineData("GET", "/configs/webhook/1/test")]
    [InlineData("POST", "/key")]
    [InlineData("DELETE", "/keys/1")]
    [InlineData("POST", "/tasks")]
    [InlineData("POST", "/events")]
    [InlineData("DELETE", "/organisation")]
    [InlineData("OPTIONS", "/configs/webhook")]
    [InlineData("POST", "/_emulator/health")]
    public async Task A_method_that_a_path_does_not_have_answers_405_and_names_those_it_has(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(_emulator.Url + path));
        request.Headers.Add("Authorization", $"Token {_emulator.Token}");

        using HttpResponseMessage response = await _emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        (await Answer.ReadAsync(response)).AssertRefused(405, "method-not-allowed");
        Assert.NotEmpty(response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"url":"http://a/"} x""")]
    [InlineData("""{'url':'http://a/'}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public async Task A_body_that_is_no_json_object_is_an_invalid_body(string body)
    {
        (await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook", body)).AssertRefused(400, "invalid-body");
        (await _emulator.SendAsync(HttpMethod.Post, "/organisation", body)).AssertRefused(400, "invalid-body");
        (await _emulator.SendAsync(HttpMethod.Post, "/keys", body)).AssertRefused(400, "invalid-body");
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_or_too_deep_is_an_invalid_body()
    {
        Answer latin = await SendRawAsync("POST /configs/webhook HTTP/1.1", "{\"url\":\"http://a/\u00e9\"}", Encoding.Latin1);
        Answer deep = await _emulator.SendAsync(
            HttpMethod.Post, "/configs/webhook", $"{{\"url\":\"http://a/\",\"x\":{new string('[', 10_000)}{new string(']', 10_000)}}}");

        latin.AssertRefused(400, "invalid-body");
        deep.AssertRefused(400, "invalid-body");
    }

    /// <summary>The documentation's own update example has a trailing comma.</summary>
    [Theory]
    [InlineData("""{"url":"http://a/",}""")]
    [InlineData("""{'url':'http://a/'}""")]
    [InlineData("""{"url":"http://a/"} // why""")]
    [InlineData("""{/* why */"url":"http://a/"}""")]
    [InlineData("\uFEFF{}")]
    [InlineData("""{"url":NaN}""")]
    [InlineData("""{"url":"http://a/\n"}""")]
    [InlineData("{\"url\":\"http://a/\n\"}")]
    [InlineData("{} {}")]
    public async Task What_is_wrong_with_json_is_told_in_the_apis_words(string body)
    {
        foreach ((string path, HttpMethod method) in ((string, HttpMethod)[])[("/configs/webhook", HttpMethod.Post), ("/configs/webhook/1", HttpMethod.Post), ("/_emulator/faults", HttpMethod.Post)])
        {
            Answer answer = await _emulator.SendAsync(method, path, body);

            Assert.InRange(answer.Status, 400, 499);
            Assert.DoesNotMatch("(?i)line ?number|byteposition|path:|'0x|system[.]|json reader|exception", answer.Text);
        }
    }

    [Theory]
    [InlineData("GET", "/configs/webhook?x=", 100_000)]
    [InlineData("GET", "/configs/webhook/", 100_000)]
    [InlineData("POST", "/", 20_000)]
    public async Task A_path_of_any_sensible_length_is_refused_with_an_error_body(string method, string path, int length)
    {
        Answer answer = await _emulator.SendAsync(new HttpMethod(method), path + new string('a', length), null);

        Assert.Contains(answer.Json.GetProperty("error").GetString(), (string[])["not-found", "invalid-parameter"]);
    }

    [Fact]
    public async Task A_body_in_broken_pieces_is_told_in_the_apis_words()
    {
        using TcpClient client = new("127.0.0.1", new Uri(_emulator.Url).Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /configs/webhook HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token {_emulator.Token}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"), TestContext.Current.CancellationToken);
        using System.IO.StreamReader reader = new(stream);
        string answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\":\"bad-request\",\"message\":\"The request's body isn't sent as HTTP wants it.\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData(""" {"more":1} """)]
    public async Task A_test_needs_no_body(string? body)
    {
        Answer created = await _emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/" });

        Assert.Equal(200, (await _emulator.SendAsync(HttpMethod.Post, $"/configs/webhook/{created.Id}/test", body)).Status);
        (await _emulator.SendAsync(HttpMethod.Post, $"/configs/webhook/{created.Id}/test", "[]")).AssertRefused(400, "invalid-body");
    }

    [Fact]
    public async Task Unknown_attributes_are_ignored_and_the_last_of_two_counts()
    {
        Answer created = await _emulator.SendAsync(
            HttpMethod.Post, "/configs/webhook", """{"url":7,"\ud800":1,"secret":"mine","id":99,"url":"http://127.0.0.1:1/last"}""");

        Assert.Equal(201, created.Status);
        Assert.Equal("http://127.0.0.1:1/last", created.Json.GetProperty("url").GetString());
        Assert.NotEqual("mine", created.Json.GetProperty("secret").GetString());
        Assert.NotEqual("99", created.Id);
    }

    [Fact]
    public async Task A_body_may_have_one_mebibyte_and_no_more()
    {
        const int Mebibyte = 1024 * 1024;
        string start = """{"url":"http://127.0.0.1:1/","x":" """;
        string fits = start + new string('x', Mebibyte - start.Length - 2) + "\"}";

        Assert.Equal(201, (await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook", fits)).Status);
        (await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook", fits + " ")).AssertRefused(413, "body-too-large");
        (await _emulator.SendAsync(HttpMethod.Post, "/configs/webhook", new string(' ', 8 * Mebibyte))).AssertRefused(413, "body-too-large");
        (await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/big", new string(' ', Mebibyte + 1))).AssertRefused(413, "body-too-large");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:80")]
    [InlineData("0.0.0.0")]
    [InlineData("2130706433")]
    [InlineData("127.1")]
    [InlineData("[::2]")]
    [InlineData("localhost.")]
    public async Task A_host_that_could_be_somebody_elses_name_is_refused(string host)
    {
        (await SendRawAsync("GET /key HTTP/1.1", "", Encoding.UTF8, host)).AssertRefused(403, "host-refused");
        (await SendRawAsync("GET /_emulator/health HTTP/1.1", "", Encoding.UTF8, host)).AssertRefused(403, "host-refused");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.8.7:1")]
    [InlineData("[::1]:80")]
    [InlineData("LocalHost")]
    public async Task A_loopback_host_is_answered(string host) =>
        Assert.Equal(200, (await SendRawAsync("GET /key HTTP/1.1", "", Encoding.UTF8, host)).Status);

    [Fact]
    public async Task A_host_that_was_allowed_is_answered()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--allow-host", "my.tunnel.example", "--allow-host=other");

        Assert.Equal(200, (await SendRawAsync("GET /_emulator/health HTTP/1.1", "", Encoding.UTF8, "My.Tunnel.example:443", emulator)).Status);
        (await SendRawAsync("GET /_emulator/health HTTP/1.1", "", Encoding.UTF8, "another", emulator)).AssertRefused(403, "host-refused");
    }

    [Theory]
    [InlineData("GET", "/_emulator/health")]
    [InlineData("GET", "/_emulator/receiver/x")]
    [InlineData("POST", "/_emulator/receiver/x")]
    [InlineData("POST", "/_emulator/events")]
    public async Task The_emulators_own_routes_refuse_web_pages(string method, string path) =>
        (await _emulator.SendAsync(new HttpMethod(method), path, null, ("Origin", "http://127.0.0.1"))).AssertRefused(403, "origin-refused");

    [Fact]
    public async Task No_answer_invites_other_origins()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_emulator.Url + "/key"));
        request.Headers.Add("Authorization", $"Token {_emulator.Token}");
        request.Headers.Add("Origin", "http://evil.example");

        using HttpResponseMessage response = await _emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("GET /configs/webhook/%00 HTTP/1.1")]
    [InlineData("GET /configs/webhook/\u0001 HTTP/1.1")]
    [InlineData("GET * HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task What_is_no_request_is_refused_and_the_server_lives_on(string requestLine)
    {
        Answer answer = await SendRawAsync(requestLine, "", Encoding.Latin1);

        Assert.InRange(answer.Status, 400, 499);
        Assert.Equal(200, (await _emulator.GetAsync("/key")).Status);
    }

    /// <summary>Sends what an HTTP library wouldn't.</summary>
    private async Task<Answer> SendRawAsync(
        string requestLine, string body, Encoding encoding, string host = "127.0.0.1", RunningEmulator? emulator = null)
    {
        emulator ??= _emulator;
        using TcpClient client = new("127.0.0.1", new Uri(emulator.Url).Port);
        NetworkStream stream = client.GetStream();
        byte[] content = encoding.GetBytes(body);
        string head = $"{requestLine}\r\nHost: {host}\r\nAuthorization: Token {emulator.Token}\r\nConnection: close\r\nContent-Length: {content.Length}\r\n\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.Latin1.GetBytes(head), .. content]);
        using System.IO.MemoryStream answer = new();
        await stream.CopyToAsync(answer);
        string text = Encoding.UTF8.GetString(answer.ToArray());
        string[] parts = text.Split("\r\n\r\n", 2);
        string? type = parts[0].Contains("application/json", StringComparison.Ordinal) ? "application/json" : null;
        return new Answer(int.Parse(parts[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), type, parts[1]);
    }
}

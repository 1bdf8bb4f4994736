using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Ricloud.Tests.Support;
using Xunit;

namespace Ricloud.Tests.Api;

/// <summary>Takes the network's place: gives the answers in their order, keeps the requests, and lets no time pass but its own.</summary>
internal sealed class StubNetwork : HttpMessageHandler, IRicloudObserver
{
    public const string Token = "planted-token-0123456789";

    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new();

    public List<string> Requests { get; } = [];

    public List<string?> Bodies { get; } = [];

    public List<HttpRequestMessage> Messages { get; } = [];

    public List<TimeSpan> Pauses { get; } = [];

    public List<RicloudRetry> Retries { get; } = [];

    public List<RicloudExchange> Exchanges { get; } = [];

    public bool HearsTries => true;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A call of the running test that is followed here.</summary>
    public Call Call => new(this, null, TestContext.Current.CancellationToken);

    public RicloudClient Client(Func<RicloudClientOptions, RicloudClientOptions>? change = null)
    {
        RicloudClientOptions options = new()
        {
            BaseAddress = new Uri("http://127.0.0.1:9/"),
            Token = Secure(Token),
            Handler = this,
            Clock = () => Now,
            Elapsed = () => Now - DateTimeOffset.UnixEpoch,
            Delay = Delay,
            Jitter = () => 0.5,
        };
        return new RicloudClient(change?.Invoke(options) ?? options);
    }

    public StubNetwork Answers(int status, string body, string type = "application/json", Action<HttpResponseMessage>? change = null)
    {
        _answers.Enqueue(_ =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
            change?.Invoke(response);
            return response;
        });
        return this;
    }

    public StubNetwork Answers(byte[] body)
    {
        _answers.Enqueue(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
        return this;
    }

    /// <summary>Answers with a body whose first read does what the test says.</summary>
    public StubNetwork Streams(Action onRead)
    {
        _answers.Enqueue(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream(onRead)) });
        return this;
    }

    public StubNetwork Fails(Exception failure)
    {
        _answers.Enqueue(_ => throw failure);
        return this;
    }

    public void Completed(RicloudExchange exchange) => Exchanges.Add(exchange);

    public void Retrying(RicloudRetry retry) => Retries.Add(retry);

    public void Noticed(RicloudNotice notice) => throw new InvalidOperationException(notice.Message);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Messages.Add(request);
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Bodies.Add(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
        return _answers.Count == 0 ? throw new InvalidOperationException("No answer is left for " + Requests.Last()) : _answers.Dequeue()(request);
    }

    private static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }

    private Task Delay(TimeSpan pause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Pauses.Add(pause);
        Now += pause;
        return Task.CompletedTask;
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using System.Web;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Tests.Wire;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>
/// The API in the network's place: does what it is asked, or what a test wants to go wrong, at no time but the one it is
/// given. A time-out passes as soon as it is waited for.
/// </summary>
internal sealed class FakeApi : HttpMessageHandler
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(3);

    private readonly AsyncLocal<(CancellationTokenSource Source, TimeSpan Limit)> _limit = new();
    private readonly AsyncLocal<string> _url = new();
    private readonly Dictionary<string, int> _attempts = [];
    private readonly List<(DateTimeOffset Time, Action Work)> _later = [];
    private readonly List<Action> _afterNextCreate = [];
    private readonly List<FakeRequest> _requests = [];
    private readonly object _lock = new();

    public FakeApi() => Store = new FakeStore(Time.Now);

    public SteppingTime Time { get; } = new();

    public FakeStore Store { get; }

    public RecordingObserver Observer { get; } = new();

    /// <summary>Decides what goes wrong.</summary>
    public Func<FakeRequest, Fault> Faults { get; set; } = static _ => Fault.None;

    /// <summary>Runs when a request has been answered, or hasn't: for what others do meanwhile.</summary>
    public Action<FakeRequest>? Afterwards { get; set; }

    /// <summary>Holds a request until the test lets it go.</summary>
    public Func<FakeRequest, Task>? Holds { get; set; }

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public int Creates => Requests.Count(static request => request.IsCreate);

    public IEnumerable<string> Urls => Store.Configs.Select(static config => config.Url);

    /// <summary>A call of the running test that is followed by <see cref="Observer"/>, and by whoever follows its change.</summary>
    public Call Call(RicloudChange? change = null) => new(Observer, change, TestContext.Current.CancellationToken);

    public RicloudClient Client(Func<RicloudClientOptions, RicloudClientOptions>? change = null)
    {
        RicloudClientOptions options = Time.Options(new Uri("http://127.0.0.1:9/")).With(o =>
        {
            o.Handler = this;
            o.CancelAfter = (source, limit) => _limit.Value = (source, limit);
        });
        return new RicloudClient(change?.Invoke(options) ?? options);
    }

    public async Task<WebhookConfig> CreateAsync(RicloudClient client, string url, bool retryInDoubt = false, RicloudChange? change = null, CancellationToken cancellationToken = default)
    {
        _url.Value = url;
        return await client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = url, RetryInDoubt = retryInDoubt }, new Call(Observer, change, cancellationToken));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        FakeRequest request = Read(message);
        Fault fault = Faults(request);
        if (fault == Fault.ConnectionRefused)
        {
            throw new HttpRequestException("Connection refused");
        }

        string body = message.Content is null ? string.Empty : await message.Content.ReadAsStringAsync(CancellationToken.None);
        if (Holds is { } holds)
        {
            await holds(request).WaitAsync(cancellationToken);
        }

        HttpResponseMessage response;
        lock (_lock)
        {
            try
            {
                DoWhatIsDue();
                response = Answer(request, body, fault, cancellationToken);
            }
            finally
            {
                Afterwards?.Invoke(request);
            }
        }

        await Task.Yield();
        return response;
    }

    private FakeRequest Read(HttpRequestMessage message)
    {
        // The body isn't read for it: what was refused a connection never hands its body over.
        string path = message.RequestUri!.PathAndQuery;
        string subject = path == "/configs/webhook" ? _url.Value! : path;
        lock (_lock)
        {
            string key = message.Method + " " + subject;
            _attempts[key] = _attempts.GetValueOrDefault(key) + 1;
            FakeRequest request = new(message.Method.Method, path, subject, _attempts[key]);
            _requests.Add(request);
            return request;
        }
    }

    private HttpResponseMessage Answer(FakeRequest request, string body, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.RateLimited: return Say(429, "{}", "7");
            case Fault.DropBefore: throw new HttpRequestException("Connection reset");
            case Fault.ServerErrorBefore: return Say(500, "{}");
            case Fault.UnavailableBefore: return Say(503, "{}");
            case Fault.UnavailableForLong: return Say(503, "{}", "120");
            case Fault.GatewayTimeoutBefore: return Say(504, "<html>");
            case Fault.HtmlBefore: return Say(200, "<html>");
            case Fault.RedirectBefore: return Say(303, "{}");
            case Fault.Forbidden: return Say(403, """{"error":"missing-scope","message":"No."}""");
            case Fault.TimeoutBefore: throw TimeOut(cancellationToken);
            case Fault.Held:
                OperationCanceledException timeout = TimeOut(cancellationToken);
                _later.Add((Time.Now() + HeldFor, () => Do(request, body).Dispose()));
                throw timeout;
            case Fault.DropAndSoon:
                _later.Add((Time.Now() + TimeSpan.FromSeconds(0.5), () => Do(request, body).Dispose()));
                throw new HttpRequestException("Connection reset");
            case Fault.DropAndLate:
                _afterNextCreate.Add(() => Do(request, body).Dispose());
                throw new HttpRequestException("Connection reset");
        }

        HttpResponseMessage done = Do(request, body);
        if (request.IsCreate)
        {
            _afterNextCreate.ForEach(static work => work());
            _afterNextCreate.Clear();
        }

        return fault == Fault.None ? done : Spoil(done, fault, cancellationToken);
    }

    private HttpResponseMessage Spoil(HttpResponseMessage done, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.DropAfter: throw new HttpRequestException("Connection reset");
            case Fault.ServerErrorAfter: return Say(500, "{}");
            case Fault.UnavailableForLongAfter: return Say(503, "{}", "120");
            case Fault.GatewayTimeoutAfter: return Say(504, "<html>");
            case Fault.RedirectAfter: return Say(303, "{}");
            case Fault.HtmlAfter: return Say(200, "<html>");
            case Fault.TimeoutAfter: throw TimeOut(cancellationToken);
            case Fault.TruncatedAfter:
                done.Content.Headers.ContentLength += 10;
                return done;
            default: throw new InvalidOperationException(fault.ToString());
        }
    }

    private OperationCanceledException TimeOut(CancellationToken cancellationToken)
    {
        (CancellationTokenSource source, TimeSpan limit) = _limit.Value;
        Time.Advance(limit);
        source.Cancel();
        return new OperationCanceledException(cancellationToken);
    }

    private void DoWhatIsDue()
    {
        foreach ((DateTimeOffset time, Action work) in _later.Where(item => item.Time <= Time.Now()).ToList())
        {
            _later.Remove((time, work));
            work();
        }
    }

    private HttpResponseMessage Do(FakeRequest request, string body)
    {
        Uri address = new(new Uri("http://127.0.0.1:9"), request.Path);
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(address.Query);
        int limit = int.Parse(query["limit"] ?? "10", CultureInfo.InvariantCulture);
        int? after = query["after_id"] is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : null;
        string[] parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("POST", ["configs", "webhook"]) => Say(201, Store.Create(request.Subject).Json),
            ("GET", ["configs", "webhook"]) => Say(200, Store.ListConfigs(limit, after)),
            ("GET", ["tasks"]) => Say(200, Store.ListTasks(limit, after)),
            (_, ["configs", "webhook", var id, ..]) when Store.Find(int.Parse(id, CultureInfo.InvariantCulture)) is { } config => DoWith(config, request, parts.Length > 3, body),
            _ => Say(404, "{}"),
        };
    }

    private HttpResponseMessage DoWith(FakeConfig config, FakeRequest request, bool isTest, string body)
    {
        switch (request.Method)
        {
            case "GET": return Say(200, config.Json);
            case "DELETE":
                Store.Delete(config.Id);
                return Say(200, config.Json);
        }

        if (isTest)
        {
            return Say(200, Store.TaskJson(Store.StartTest(config.Id), config.Id));
        }

        using JsonDocument json = JsonDocument.Parse(body);
        string url = json.RootElement.TryGetProperty("url", out JsonElement given) ? given.GetString()! : config.Url;
        string state = json.RootElement.TryGetProperty("state", out JsonElement wanted) ? wanted.GetString()! : "new";
        return Say(200, Store.Change(config.Id, old => old with { Url = url, State = state }).Json);
    }

    private static HttpResponseMessage Say(int status, string body, string? retryAfter = null)
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }
}

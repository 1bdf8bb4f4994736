using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Ricloud.Json;
using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>
/// Tells an inspector what has come to a receiver. Whoever looks on must not hold up who is looked at: what the inspector doesn't take
/// in time is left out.
/// </summary>
internal sealed class InspectorFeed : IDisposable
{
    private const int MostWaiting = 1000;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Queue<Dictionary<string, object?>> _waiting = new();
    private readonly SemaphoreSlim _some = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly Uri _address;
    private readonly string _receiver;
    private readonly Task _sending;

    /// <param name="inspector">Where the inspector is.</param>
    /// <param name="token">What it takes.</param>
    /// <param name="receiver">The receiver's address, ending without a slash.</param>
    public InspectorFeed(Uri inspector, string token, string receiver)
    {
        _address = new Uri(inspector, "/_emulator/received");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
        _receiver = receiver;
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Tells of a request, from any thread; doesn't wait.</summary>
    public void Add(ReceiverRequest request)
    {
        if (request.Outcome is ReceiverOutcome.Probed or ReceiverOutcome.Scraped)
        {
            return;
        }

        lock (_waiting)
        {
            if (_waiting.Count >= MostWaiting)
            {
                return;
            }

            _waiting.Enqueue(Told(request));
        }

        _ = _some.Release();
    }

    /// <summary>Tells what is left to tell, within a second.</summary>
    public void Dispose()
    {
        _stopping.CancelAfter(LastWords);
        _ = _some.Release();
        _ = ((IAsyncResult)_sending).AsyncWaitHandle.WaitOne(LastWords + LastWords);
        _http.Dispose();
    }

    private async Task SendAllAsync()
    {
        while (true)
        {
            await _some.WaitAsync().ConfigureAwait(false);
            Dictionary<string, object?> next;
            lock (_waiting)
            {
                if (_waiting.Count == 0)
                {
                    // Only the end comes without anything to tell.
                    return;
                }

                next = _waiting.Dequeue();
            }

            try
            {
                using StringContent body = new(JsonText.Write(next), Encoding.UTF8, "application/json");
                using var answer = await _http.PostAsync(_address, body, _stopping.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // The inspector was ended, or its time is up: the receiver goes on without it.
            }
        }
    }

    private Dictionary<string, object?> Told(ReceiverRequest request)
    {
        Dictionary<string, object?> told = new()
        {
            ["url"] = _receiver + (request.Target ?? "/"),
            ["verdict"] = Verdict(request),
            ["outcome"] = request.Status is null ? "failed" : request.Status < 300 ? "accepted" : "refused",
            ["status"] = request.Status,
            ["microseconds"] = (long)(request.Duration.TotalMilliseconds * 1000),
        };
        Add("error", request.Status < 300 ? null : request.Outcome.ToString());
        Add("event", request.EventId ?? request.Delivery?.PathId);
        Add("name", request.EventName);
        Add("answer", request.Reason);
        if (request.Delivery is { } delivery)
        {
            Add("signature", delivery.Head.Signature);
            Add("headers", Headers(delivery, request.Sender));
            Add("body", delivery.Body.Length == 0 ? null : Convert.ToBase64String(delivery.Body));
        }

        return told;

        void Add(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                told[name] = text;
            }
        }
    }

    private static string Headers(Delivery delivery, string sender)
    {
        StringBuilder lines = new();
        foreach (var (name, value) in new (string, string?)[]
        {
            ("Content-Type", delivery.Head.ContentType), ("Content-Length", delivery.Body.Length.ToString(CultureInfo.InvariantCulture)), (WebhookSignature.HeaderName, delivery.Head.Signature), ("(sender)", sender),
        })
        {
            _ = value is null ? lines : lines.Append(name).Append(": ").Append(value).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>The word that the inspector has for it.</summary>
    private static string Verdict(ReceiverRequest request) => request.Verdict switch
    {
        WebhookVerdict.Valid => "valid",
        WebhookVerdict.Mismatch => "mismatch",
        WebhookVerdict.TooOld => "too-old",
        WebhookVerdict.FromFuture => "from-future",
        WebhookVerdict.Malformed when string.IsNullOrEmpty(request.Delivery?.Head.Signature) => "missing",
        WebhookVerdict.Malformed => "malformed",
        _ => "unknown",
    };
}

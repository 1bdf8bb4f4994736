using System.Globalization;
using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>Counts requests, from any thread: for people by outcome, and for Prometheus.</summary>
internal sealed class RequestCounter
{
    /// <summary>The verdict on what nobody has verified.</summary>
    public const string Unverified = "Unverified";

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly int[] Refusals = [400, 401, 404, 405, 408, 411, 413, 431, 503];

    private readonly object _gate = new();
    private readonly Dictionary<ReceiverOutcome, long> _outcomes = Enum.GetValues(typeof(ReceiverOutcome)).Cast<ReceiverOutcome>().ToDictionary(outcome => outcome, static _ => 0L);
    private readonly Dictionary<(string Verdict, ReceiverOutcome Outcome), long> _events = [];
    private readonly Dictionary<int, long> _refusals = Refusals.ToDictionary(status => status, static _ => 0L);
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private double _seconds;
    private int _inFlight;

    /// <param name="isVerified">Whether signatures are looked at.</param>
    public RequestCounter(bool isVerified)
    {
        // Whoever watches a rate wants to see the first one too, which a series that begins at one doesn't show.
        foreach (var verdict in isVerified ? [WebhookVerdict.Valid] : new[] { Unverified })
        {
            _events[(verdict, ReceiverOutcome.HandedOver)] = 0;
        }

        foreach (var verdict in isVerified ? WebhookVerdict.All.Where(v => v is not (WebhookVerdict.Valid or WebhookVerdict.Malformed)) : [])
        {
            _events[(verdict, ReceiverOutcome.SignatureRefused)] = 0;
        }
    }

    /// <summary>A request is being decided, until <see cref="End"/>.</summary>
    public void Begin() => _ = Interlocked.Increment(ref _inFlight);

    /// <summary>It isn't any more.</summary>
    public void End() => _ = Interlocked.Decrement(ref _inFlight);

    /// <summary>Counts a request that is decided.</summary>
    public void Add(ReceiverRequest request)
    {
        lock (_gate)
        {
            _outcomes[request.Outcome]++;
            if (request.Verdict is { } verdict)
            {
                AddTo(_events, (verdict, request.Outcome));
            }

            if (request.Status is >= 400 and var status)
            {
                AddTo(_refusals, status);
            }

            if (request.Method is not null && request.Outcome != ReceiverOutcome.Scraped)
            {
                var seconds = request.Duration.TotalSeconds;
                var bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
                _buckets[bucket < 0 ? Bounds.Length : bucket]++;
                _seconds += seconds;
            }
        }
    }

    public ReceiverStatistics Snapshot()
    {
        lock (_gate)
        {
            return new ReceiverStatistics(new Dictionary<ReceiverOutcome, long>(_outcomes));
        }
    }

    /// <summary>All of it, as Prometheus reads it.</summary>
    /// <param name="queued">How many events wait for the consumer.</param>
    public string ToText(int queued)
    {
        PrometheusText text = new();
        lock (_gate)
        {
            _ = text.Begin("ricloud_receiver_events_total", "counter", "Deliveries whose signature was judged, by the verdict on it and what became of them.");
            foreach (var count in _events)
            {
                _ = text.Add("ricloud_receiver_events_total", count.Value, ("verdict", PrometheusText.Label(count.Key.Verdict)), ("outcome", PrometheusText.Label(count.Key.Outcome.ToString())));
            }

            _ = text.Begin("ricloud_receiver_requests_total", "counter", "All requests, by what became of them.");
            foreach (var count in _outcomes)
            {
                _ = text.Add("ricloud_receiver_requests_total", count.Value, ("outcome", PrometheusText.Label(count.Key.ToString())));
            }

            _ = text.Begin("ricloud_receiver_refusals_total", "counter", "Requests that were refused, by the status answered.");
            foreach (var count in _refusals.OrderBy(refusal => refusal.Key))
            {
                _ = text.Add("ricloud_receiver_refusals_total", count.Value, ("status", count.Key.ToString(CultureInfo.InvariantCulture)));
            }

            return text
                .Begin("ricloud_receiver_queue_length", "gauge", "Events that wait for the consumer.")
                .Add("ricloud_receiver_queue_length", queued)
                .Begin("ricloud_receiver_requests_in_flight", "gauge", "Requests that are being decided, those whose event waits for the consumer included.")
                .Add("ricloud_receiver_requests_in_flight", Volatile.Read(ref _inFlight))
                .Begin("ricloud_receiver_request_duration_seconds", "histogram", "From the end of a request's headers to its answer.")
                .AddHistogram("ricloud_receiver_request_duration_seconds", Bounds, _buckets, _seconds)
                .ToString();
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.TryGetValue(key, out var count) ? count + 1 : 1;
}

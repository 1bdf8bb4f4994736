using System.IO;
using Prometheus;

namespace Ricloud.Emulator.Measures;

/// <summary>
/// What the emulator has counted since it was started, in Prometheus' text format. Labels have values from short lists only, so that
/// no caller can make a series of its own.
/// </summary>
internal sealed class EmulatorMetrics
{
    /// <summary>What it is written as.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Counter _requests;
    private readonly Gauge _requestsInFlight;
    private readonly Histogram _requestDuration;
    private readonly Counter _faults;
    private readonly Counter _deliveries;
    private readonly Gauge _deliveriesInFlight;
    private readonly Gauge _waiting;
    private readonly Histogram _deliveryDuration;
    private readonly Counter _received;

    public EmulatorMetrics()
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        _requests = factory.CreateCounter("ricloud_emulator_requests_total", "Requests to the API's routes, by what was answered.", "method", "outcome", "status");
        _requestsInFlight = factory.CreateGauge("ricloud_emulator_requests_in_flight", "Requests to the API's routes that are being answered.");
        _requestDuration = factory.CreateHistogram("ricloud_emulator_request_duration_seconds", "How long requests to the API's routes took.", new HistogramConfiguration { Buckets = Seconds });
        _faults = factory.CreateCounter("ricloud_emulator_faults_total", "Requests that met a fault rule.", "kind");
        _deliveries = factory.CreateCounter("ricloud_emulator_deliveries_total", "Tries to deliver an event, by what became of them.", "outcome", "error");
        _deliveriesInFlight = factory.CreateGauge("ricloud_emulator_deliveries_in_flight", "Deliveries whose receiver hasn't answered yet.");
        _waiting = factory.CreateGauge("ricloud_emulator_queue_length", "Deliveries that are still to be made, those in flight included.");
        _deliveryDuration = factory.CreateHistogram("ricloud_emulator_delivery_duration_seconds", "How long receivers took.", new HistogramConfiguration { Buckets = Seconds });
        _received = factory.CreateCounter("ricloud_emulator_received_total", "Requests to the emulator's own receivers, by what their signature is worth.", "verdict");
    }

    /// <summary>A request is being answered until that is disposed of.</summary>
    public IDisposable TrackRequest() => _requestsInFlight.TrackInProgress();

    /// <summary>A delivery is under way until that is disposed of.</summary>
    public IDisposable TrackDelivery() => _deliveriesInFlight.TrackInProgress();

    /// <param name="method">As it came: anybody may send any.</param>
    /// <param name="outcome">One of the request log's.</param>
    /// <param name="status">What was answered; null when nothing was.</param>
    /// <param name="duration">How long it took.</param>
    public void AddRequest(string method, string outcome, int? status, TimeSpan duration)
    {
        _requests.WithLabels(Methods.Contains(method) ? method : "other", outcome, status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty).Inc();
        _requestDuration.Observe(duration.TotalSeconds);
    }

    public void AddFault(string kind) => _faults.WithLabels(kind).Inc();

    /// <param name="outcome"><c>accepted</c>, <c>refused</c> by its answer, <c>failed</c> to get one, or <c>hopeless</c>.</param>
    /// <param name="error">The code that says why not; empty for accepted.</param>
    /// <param name="duration">How long the receiver took; null where none was asked.</param>
    public void AddDelivery(string outcome, string error, TimeSpan? duration)
    {
        _deliveries.WithLabels(outcome, error).Inc();
        if (duration is { } time)
        {
            _deliveryDuration.Observe(time.TotalSeconds);
        }
    }

    public void AddReceived(string verdict) => _received.WithLabels(verdict).Inc();

    /// <param name="waiting">How many deliveries are still to be made.</param>
    public async Task<byte[]> WriteAsync(long waiting)
    {
        _waiting.Set(waiting);
        using MemoryStream text = new();
        await _registry.CollectAndExportAsTextAsync(text).ConfigureAwait(false);
        return text.ToArray();
    }
}

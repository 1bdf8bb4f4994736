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

    private readonly Lazy<Series> _series = new(static () => new Series());

    private Series Now => _series.Value;

    /// <summary>Makes the series, which takes its time, beside whatever else there is to do.</summary>
    public void Prepare() => _ = Task.Run(() => Now);

    /// <summary>A request is being answered until that is disposed of.</summary>
    public IDisposable TrackRequest() => Now.RequestsInFlight.TrackInProgress();

    /// <summary>A delivery is under way until that is disposed of.</summary>
    public IDisposable TrackDelivery() => Now.DeliveriesInFlight.TrackInProgress();

    /// <param name="method">As it came: anybody may send any.</param>
    /// <param name="outcome">One of the request log's.</param>
    /// <param name="status">What was answered; null when nothing was.</param>
    /// <param name="duration">How long it took.</param>
    public void AddRequest(string method, string outcome, int? status, TimeSpan duration)
    {
        Now.Requests.WithLabels(Methods.Contains(method) ? method : "other", outcome, status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty).Inc();
        Now.RequestDuration.Observe(duration.TotalSeconds);
    }

    public void AddFault(string kind) => Now.Faults.WithLabels(kind).Inc();

    /// <param name="outcome"><c>accepted</c>, <c>refused</c> by its answer, <c>failed</c> to get one, or <c>hopeless</c>.</param>
    /// <param name="error">The code that says why not; empty for accepted.</param>
    /// <param name="duration">How long the receiver took; null where none was asked.</param>
    public void AddDelivery(string outcome, string error, TimeSpan? duration)
    {
        Now.Deliveries.WithLabels(outcome, error).Inc();
        if (duration is { } time)
        {
            Now.DeliveryDuration.Observe(time.TotalSeconds);
        }
    }

    public void AddReceived(string verdict) => Now.Received.WithLabels(verdict).Inc();

    /// <param name="waiting">How many deliveries are still to be made.</param>
    public async Task<byte[]> WriteAsync(long waiting)
    {
        Now.Waiting.Set(waiting);
        using MemoryStream text = new();
        await Now.Registry.CollectAndExportAsTextAsync(text).ConfigureAwait(false);
        return text.ToArray();
    }

    private sealed class Series
    {
        public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

        public Counter Requests { get; }

        public Gauge RequestsInFlight { get; }

        public Histogram RequestDuration { get; }

        public Counter Faults { get; }

        public Counter Deliveries { get; }

        public Gauge DeliveriesInFlight { get; }

        public Gauge Waiting { get; }

        public Histogram DeliveryDuration { get; }

        public Counter Received { get; }

        public Series()
        {
            var factory = Metrics.WithCustomRegistry(Registry);
            Requests = factory.CreateCounter("ricloud_emulator_requests_total", "Requests to the API's routes, by what was answered.", "method", "outcome", "status");
            RequestsInFlight = factory.CreateGauge("ricloud_emulator_requests_in_flight", "Requests to the API's routes that are being answered.");
            RequestDuration = factory.CreateHistogram("ricloud_emulator_request_duration_seconds", "How long requests to the API's routes took.", new HistogramConfiguration { Buckets = Seconds });
            Faults = factory.CreateCounter("ricloud_emulator_faults_total", "Requests that met a fault rule.", "kind");
            Deliveries = factory.CreateCounter("ricloud_emulator_deliveries_total", "Tries to deliver an event, by what became of them.", "outcome", "error");
            DeliveriesInFlight = factory.CreateGauge("ricloud_emulator_deliveries_in_flight", "Deliveries whose receiver hasn't answered yet.");
            Waiting = factory.CreateGauge("ricloud_emulator_queue_length", "Deliveries that are still to be made, those in flight included.");
            DeliveryDuration = factory.CreateHistogram("ricloud_emulator_delivery_duration_seconds", "How long receivers took.", new HistogramConfiguration { Buckets = Seconds });
            Received = factory.CreateCounter("ricloud_emulator_received_total", "Requests to the emulator's own receivers, by what their signature is worth.", "verdict");
        }
    }
}

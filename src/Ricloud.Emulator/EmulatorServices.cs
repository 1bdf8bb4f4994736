using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Endpoints;
using Ricloud.Emulator.Faults;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Measures;
using Ricloud.Emulator.Retrieval;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>Puts the parts together.</summary>
internal sealed class EmulatorServices : IAsyncDisposable
{
    private readonly Sender _sender;
    private readonly Dispatcher _dispatcher;
    private readonly StorageTests _storageTests;
    private readonly Timetable _timetable;
    private readonly EmulatorMetrics _metrics = new();
    private readonly ServedUrls _urls = new();

    public EmulatorServices(
        EmulatorOptions options, Database database, TimeProvider time, Action<string> warn, CancellationToken stopping)
    {
        var activity = new ActivityLog(time, options.InspectsReceiver);
        Inspector = new InspectorEntry(time);
        var ended = new TaskWaits();
        var sent = new TaskWaits();
        var events = new EventLog(options.RetryDelays);
        var rows = new WholeRows(options.DocumentedShapes, _urls);
        var log = new TaskLog(events, rows);
        var tests = new ConfigTests(log);
        _sender = new Sender(time);
        var courier = new Courier(_sender, _metrics, activity, time);
        _dispatcher = new Dispatcher(
            database, new DeliveryRunner(database, courier, tests, options.RetryDelays, ended, sent, _metrics, activity, time), time, warn);
        _timetable = new Timetable(database, events, log, rows, new WorkTimes(options.WorkDelay, options.SessionIdle), ended, _dispatcher.Wake, time, warn);
        _storageTests = new StorageTests(database, tests, ended, _dispatcher.Wake);
        var tokens = new Tokens();
        tokens.Refresh(database);
        var faults = new FaultRules(options.Faults);
        var requests = new RequestLog(time);
        var tasks = new TaskEndpoints(database, rows, ended, stopping);
        Routes =
        [
            .. new ConfigEndpoints(database, rows, tests, _storageTests, _dispatcher, tasks, sent, activity, options.TestBeforeAnswer).Routes,
            .. tasks.Routes,
            .. new ResourceEndpoints(database, rows, Resources.Event).Routes,
            .. new OrganisationEndpoints(database, rows).Routes,
            .. new PermissionEndpoints(database, rows).Routes,
            .. new KeyEndpoints(database, rows, tokens).Routes,
            .. new UserEndpoints(database, rows).Routes,
            .. new SourceEndpoints(database, rows).Routes,
            .. new SessionEndpoints(database, rows, tasks, _timetable).Routes,
            .. new SubscriptionEndpoints(database, rows, _timetable).Routes,
            .. new PollEndpoints(database, rows, _timetable).Routes,
            .. new ResultEndpoints(database, rows).Routes,
            .. new EmulatorEndpoints(database, events, _dispatcher, time, warn, stopping).Routes,
            .. new ReceiverEndpoints(database, new ReceiverLog(), _metrics, activity, time, stopping).Routes,
            .. new InspectionEndpoints(database, activity, courier, options.InspectsReceiver, stopping).Routes,
            .. InspectorFiles.Routes,
            .. Inspector.Routes,
            .. options.InspectsReceiver ? new ReceivedEndpoints(activity).Routes : [],
            .. new MetricsEndpoints(database, _metrics).Routes,
            .. new FaultEndpoints(faults, requests, new RuleReader(time)).Routes,
        ];
        Pipeline = new Pipeline(
            new HostGate(options.AllowedHosts), tokens, new Router(Routes), new FaultGate(faults, requests, _metrics, activity, time, stopping), warn);
    }

    /// <summary>The way into the inspector.</summary>
    public InspectorEntry Inspector { get; }

    public IReadOnlyList<Route> Routes { get; }

    public Pipeline Pipeline { get; }

    /// <summary>Goes on with what an earlier process left unfinished.</summary>
    /// <param name="url">Where it is reached.</param>
    public void Start(string url)
    {
        _urls.ServeAt(url);
        _storageTests.Resume();
        _dispatcher.Start();
        _timetable.Start();
        _metrics.Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        await _timetable.DisposeAsync().ConfigureAwait(false);
        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        _sender.Dispose();
    }
}

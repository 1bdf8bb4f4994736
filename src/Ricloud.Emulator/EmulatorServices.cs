using Ricloud.Emulator.CommandLine;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Deliveries;
using Ricloud.Emulator.Endpoints;
using Ricloud.Emulator.Faults;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator;

/// <summary>Puts the parts together.</summary>
internal sealed class EmulatorServices : IAsyncDisposable
{
    private readonly Sender _sender;
    private readonly Dispatcher _dispatcher;
    private readonly StorageTests _storageTests;

    public EmulatorServices(
        EmulatorOptions options, Database database, TimeProvider time, Action<string> log, CancellationToken stopping)
    {
        var ended = new TaskWaits();
        var sent = new TaskWaits();
        var events = new EventLog(options.RetryDelays);
        var tests = new ConfigTests(events);
        _sender = new Sender(time);
        _dispatcher = new Dispatcher(
            database, new DeliveryRunner(database, _sender, tests, options.RetryDelays, ended, sent, time), time, log);
        _storageTests = new StorageTests(database, tests, ended, _dispatcher.Wake);
        var tokens = new Tokens();
        tokens.Refresh(database);
        var faults = new FaultRules(options.Faults);
        var requests = new RequestLog(time);
        var tasks = new TaskEndpoints(database, ended, stopping);
        IEnumerable<Route> routes =
        [
            .. new ConfigEndpoints(database, tests, _storageTests, _dispatcher, tasks, sent, options.TestBeforeAnswer).Routes,
            .. tasks.Routes,
            .. new ResourceEndpoints(database, Resources.Event).Routes,
            .. new OrganisationEndpoints(database).Routes,
            .. new KeyEndpoints(database, tokens).Routes,
            .. new EmulatorEndpoints(database, events, _dispatcher).Routes,
            .. new ReceiverEndpoints(database, new ReceiverLog(), time, stopping).Routes,
            .. new FaultEndpoints(faults, requests, new RuleReader(time)).Routes,
        ];
        Pipeline = new Pipeline(
            new HostGate(options.AllowedHosts), tokens, new Router(routes), new FaultGate(faults, requests, time, stopping), log);
    }

    public Pipeline Pipeline { get; }

    /// <summary>Goes on with what an earlier process left unfinished.</summary>
    public void Start()
    {
        _storageTests.Resume();
        _dispatcher.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        _sender.Dispose();
    }
}

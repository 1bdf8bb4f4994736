using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Configs of one kind: list, get, create, update, delete, test and wait.</summary>
/// <remarks>
/// Every method throws <see cref="RicloudException"/> for what the API or the network does,
/// <see cref="ArgumentException"/> before anything is sent, and <see cref="OperationCanceledException"/> when cancelled.
/// </remarks>
internal sealed class ConfigService<T>(RicloudChannel channel, ConfigKind<T> kind) : IConfigService
    where T : class, IRicloudConfig
{
    private readonly RicloudChannel _channel = channel;
    private readonly CreatedIds<T> _configs = new(channel.Options.Elapsed, kind.Paged, kind.Route, string.Empty);
    private readonly CreatedIds<RicloudTask> _tests = new(channel.Options.Elapsed, TaskService.Paged, TaskService.Route, "&type=" + kind.TestTaskType);

    /// <summary>What is particular to these.</summary>
    public ConfigKind<T> Kind => kind;

    /// <summary>Lists configs, newest first. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<T> List(ConfigFilter filter)
    {
        PageQuery query = new(kind.Route, filter);
        query.Add("state", filter.State);
        return new RicloudPager<T>(_channel, query, kind.Paged);
    }

    /// <summary>Gets one config.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The config.</returns>
    public Task<T> GetAsync(object id, Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(kind.Route, id) }, kind.Read, call);

    /// <summary>
    /// Creates one config, and not two when an answer is lost: what a lost request made is looked for before it is
    /// sent again. Those for one address run one at a time. The API starts the config's test at once.
    /// </summary>
    /// <param name="body">What it is created from.</param>
    /// <param name="call">Who follows it, and what ends it early. The config may have been created all the same; see <see cref="Call.Change"/>.</param>
    /// <returns>The config, with its secret; in state <c>new</c>, or already tested when it had to be looked for.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.CreateInDoubt"/>: nobody can tell whether it was created.</exception>
    public Task<T> CreateAsync(ConfigCreate body, Call call = default)
    {
        if (string.IsNullOrEmpty(body.Url))
        {
            throw new ArgumentException($"A {kind.Title} needs an address.", nameof(body));
        }

        RicloudRequest request = new()
        {
            Method = "POST",
            Path = kind.Route,
            Body = With(new() { ["url"] = body.Url }, body.Others),
            Idempotent = false,
        };
        return StartingTests(OnceOnly<T>.SendAsync(_channel, _configs, CreateOnce.Plan(kind, request, body), call));
    }

    /// <summary>
    /// Changes a config. The API tests it anew unless it is deactivated. Repeated when its answer is lost; when all
    /// are lost, the config itself is asked.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">What to change; only what is set is sent.</param>
    /// <param name="call">Who follows it, and what ends it early. The change may have been made all the same.</param>
    /// <returns>The config as changed.</returns>
    public Task<T> UpdateAsync(object id, ConfigUpdate body, Call call = default)
    {
        Dictionary<string, object?> changes = [];
        changes.AddIfSet("url", body.Url);
        changes.AddIfSet("state", body.State);
        var request = RequestBodies.Update(RicloudPath.Of(kind.Route, id), With(changes, body.Others), nameof(body));
        return StartingTests(ReadBack.UpdateAsync(kind, _channel, request, body, call));
    }

    /// <summary>Deletes a config.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early. The config may have been deleted all the same.</param>
    /// <returns>
    /// The config as it was; <see langword="null"/> when the answer that showed it was lost, and a repetition or a look found
    /// it gone.
    /// </returns>
    public Task<T?> DeleteAsync(object id, Call call = default)
    {
        RicloudRequest request = new() { Method = "DELETE", Path = RicloudPath.Of(kind.Route, id), Idempotent = true };
        return ReadBack.DeleteAsync(kind, _channel, request, call);
    }

    /// <summary>
    /// Starts the test of a config. Its outcome sets the config's state. When the answer is lost, the test is looked
    /// for among the tasks by its target. Those of one config run one at a time.
    /// </summary>
    /// <param name="id">The config's id.</param>
    /// <param name="awaitSeconds">How long the server may hold its answer until the test is done: 1 to 10 seconds, or <see langword="null"/> for not at all.</param>
    /// <param name="call">Who follows it, and what ends it early. The test may have been started all the same.</param>
    /// <returns>The test's task, done or not.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.TestInDoubt"/>: nobody can tell whether it was started.</exception>
    public Task<RicloudTask> TestAsync(object id, int? awaitSeconds = null, Call call = default)
    {
        RicloudRequest request = new()
        {
            Method = "POST",
            Path = RicloudPath.Of(kind.Route, id) + "/test",
            AwaitSeconds = awaitSeconds,
            Idempotent = false,
        };
        return OnceOnly<RicloudTask>.SendAsync(_channel, _tests, TestOnce.Plan(kind.Title, kind.TestTaskType, request, ApiId.Text(id)!), call);
    }

    /// <summary>
    /// Waits until a config isn't <c>new</c> any more, asking with growing pauses. After a create or an update
    /// that is the verdict of the test which that change started, since the change itself set <c>new</c>.
    /// </summary>
    /// <param name="id">The config's id.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="progress">Is told each state that is seen.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The config in its new state.</returns>
    /// <exception cref="RicloudWaitException">It is still <c>new</c>; carries the config.</exception>
    public Task<T> WaitAsync(
        object id, TimeSpan timeout, IProgress<T>? progress = null, Call call = default)
    {
        Polling<T> polling = new()
        {
            Get = look => GetAsync(id, look),
            IsDone = static config => ConfigState.IsTested(config.State),
            Late = (config, waited) => RicloudWaitException.Of(kind.Title, config, waited),
            Timeout = timeout,
            Progress = progress,
        };
        return polling.RunAsync(_channel.Options, call);
    }

    async Task<List<IRicloudConfig>> IConfigService.AllAsync(ConfigFilter filter, Call call) =>
        [.. await List(filter).AllAsync(call).ConfigureAwait(false)];

    async Task<IRicloudConfig> IConfigService.CreateAsync(ConfigCreate body, Call call) => await CreateAsync(body, call).ConfigureAwait(false);

    async Task<IRicloudConfig> IConfigService.UpdateAsync(object id, ConfigUpdate body, Call call) => await UpdateAsync(id, body, call).ConfigureAwait(false);

    async Task<IRicloudConfig> IConfigService.WaitAsync(object id, TimeSpan timeout, Call call) => await WaitAsync(id, timeout, null, call).ConfigureAwait(false);

    private static Dictionary<string, object?> With(Dictionary<string, object?> body, IReadOnlyDictionary<string, object?> others)
    {
        foreach (var other in others)
        {
            body[other.Key] = other.Value;
        }

        return body;
    }

    /// <summary>A change starts a test of its own, whose id nobody tells.</summary>
    private async Task<T> StartingTests(Task<T> change)
    {
        try
        {
            return await change.ConfigureAwait(false);
        }
        finally
        {
            _tests.Known.Age();
        }
    }
}

using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Webhook configs: list, get, create, update, delete, test and wait.</summary>
/// <remarks>
/// Every method throws <see cref="RicloudException"/> for what the API or the network does,
/// <see cref="ArgumentException"/> before anything is sent, and <see cref="OperationCanceledException"/> when cancelled.
/// </remarks>
internal sealed class WebhookConfigService(RicloudChannel channel, CreatedIds<WebhookConfig> configs, CreatedIds<RicloudTask> tests)
{
    public const string Route = "/configs/webhook";

    /// <summary>How a list of them is read.</summary>
    public static PagedModel<WebhookConfig> Paged { get; } = new(WebhookConfig.From, static item => item.Id, static item => item.DateCreated);

    private readonly RicloudChannel _channel = channel;
    private readonly CreatedIds<WebhookConfig> _configs = configs;
    private readonly CreatedIds<RicloudTask> _tests = tests;

    /// <summary>Lists webhook configs, newest first. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<WebhookConfig> List(WebhookConfigFilter filter)
    {
        PageQuery query = new(Route, filter);
        query.Add("state", filter.State);
        return new RicloudPager<WebhookConfig>(_channel, query, WebhookConfigService.Paged);
    }

    /// <summary>Gets one webhook config.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The config.</returns>
    public Task<WebhookConfig> GetAsync(object id, Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(Route, id) }, WebhookConfig.From, call);

    /// <summary>
    /// Creates one webhook config, and not two when an answer is lost: what a lost request made is looked for before it is
    /// sent again. Those for one address run one at a time. The API starts the config's test at once.
    /// </summary>
    /// <param name="body">What it is created from.</param>
    /// <param name="call">Who follows it, and what ends it early. The config may have been created all the same; see <see cref="Call.Change"/>.</param>
    /// <returns>The config, with its secret; in state <c>new</c>, or already tested when it had to be looked for.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.CreateInDoubt"/>: nobody can tell whether it was created.</exception>
    public Task<WebhookConfig> CreateAsync(WebhookConfigCreate body, Call call = default)
    {
        if (string.IsNullOrEmpty(body.Url))
        {
            throw new ArgumentException("A webhook config needs the receiver's address.", nameof(body));
        }

        RicloudRequest request = new()
        {
            Method = "POST",
            Path = Route,
            Body = new Dictionary<string, object?> { ["url"] = body.Url },
            Idempotent = false,
        };
        return StartingTests(OnceOnly<WebhookConfig>.SendAsync(_channel, _configs, CreateOnce.Plan(request, body), call));
    }

    /// <summary>
    /// Changes a webhook config. The API tests it anew unless it is deactivated. Repeated when its answer is lost; when all
    /// are lost, the config itself is asked.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">What to change; only what is set is sent.</param>
    /// <param name="call">Who follows it, and what ends it early. The change may have been made all the same.</param>
    /// <returns>The config as changed.</returns>
    public Task<WebhookConfig> UpdateAsync(object id, WebhookConfigUpdate body, Call call = default)
    {
        Dictionary<string, object?> changes = [];
        changes.AddIfSet("url", body.Url);
        changes.AddIfSet("state", body.State);
        var path = RicloudPath.Of(Route, id);
        var request = RequestBodies.Update(path, changes, nameof(body));
        return StartingTests(ReadBack.UpdateAsync(_channel, request, path, body, call));
    }

    /// <summary>Deletes a webhook config.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early. The config may have been deleted all the same.</param>
    /// <returns>
    /// The config as it was; <see langword="null"/> when the answer that showed it was lost, and a repetition or a look found
    /// it gone.
    /// </returns>
    public Task<WebhookConfig?> DeleteAsync(object id, Call call = default)
    {
        RicloudRequest request = new() { Method = "DELETE", Path = RicloudPath.Of(Route, id), Idempotent = true };
        return ReadBack.DeleteAsync(_channel, request, call);
    }

    /// <summary>
    /// Starts the test of a webhook config. Its outcome sets the config's state. When the answer is lost, the test is looked
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
            Path = RicloudPath.Of(Route, id) + "/test",
            AwaitSeconds = awaitSeconds,
            Idempotent = false,
        };
        return OnceOnly<RicloudTask>.SendAsync(_channel, _tests, TestOnce.Plan(request, ApiId.Text(id)!), call);
    }

    /// <summary>
    /// Waits until a webhook config isn't <c>new</c> any more, asking with growing pauses. After a create or an update
    /// that is the verdict of the test which that change started, since the change itself set <c>new</c>.
    /// </summary>
    /// <param name="id">The config's id.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="progress">Is told each state that is seen.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The config in its new state.</returns>
    /// <exception cref="RicloudWaitException">It is still <c>new</c>; carries the config.</exception>
    public Task<WebhookConfig> WaitAsync(
        object id, TimeSpan timeout, IProgress<WebhookConfig>? progress = null, Call call = default)
    {
        Polling<WebhookConfig> polling = new()
        {
            Get = look => GetAsync(id, look),
            IsDone = static config => WebhookConfigState.IsTested(config.State),
            Late = RicloudWaitException.Of,
            Timeout = timeout,
            Progress = progress,
        };
        return polling.RunAsync(_channel.Options, call);
    }

    /// <summary>A change starts a test of its own, whose id nobody tells.</summary>
    private async Task<WebhookConfig> StartingTests(Task<WebhookConfig> change)
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

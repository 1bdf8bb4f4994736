using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Tasks: get, list and wait.</summary>
/// <inheritdoc cref="ConfigService{T}" path="/remarks"/>
internal sealed class TaskService(RicloudChannel channel)
{
    public const string Route = "/tasks";

    /// <summary>How a list of them is read.</summary>
    public static PagedModel<RicloudTask> Paged { get; } = new(RicloudTask.From, static item => item.Id, static item => item.DateCreated);

    private readonly RicloudChannel _channel = channel;

    /// <summary>Gets one task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The task.</returns>
    public Task<RicloudTask> GetAsync(object id, Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(Route, id) }, RicloudTask.From, call);

    /// <summary>Lists tasks, newest first. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<RicloudTask> List(TaskFilter filter)
    {
        PageQuery query = new(Route, filter);
        query.Add("type", filter.Type);
        query.Add("state", filter.State);
        query.Add("source_type", filter.SourceType);
        var target = ApiId.Text(filter.Target);
        query.Add("target", target);
        return new RicloudPager<RicloudTask>(
            _channel, query, TaskService.Paged, target is null ? null : task => ApiId.Text(task.Target) == target);
    }

    /// <summary>Gets the latest test of a config.</summary>
    /// <param name="kind">The config's kind.</param>
    /// <param name="config">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The test's task; <see langword="null"/> when there is none.</returns>
    public async Task<RicloudTask?> LatestTestAsync(ConfigKind kind, object config, Call call)
    {
        var latest = await List(new TaskFilter { Type = kind.TestTaskType, Target = config, MaximumCount = 1 }).NextPageAsync(call).ConfigureAwait(false);
        return latest is { Data.Count: > 0 } ? latest.Data[0] : null;
    }

    /// <summary>Waits until a task is done, asking with growing pauses.</summary>
    /// <param name="id">The task's id.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="progress">Is told each state that is seen.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The task, <c>succeeded</c> or <c>failed</c>.</returns>
    /// <exception cref="RicloudWaitException">It isn't done yet; carries the task.</exception>
    public Task<RicloudTask> WaitAsync(
        object id, TimeSpan timeout, IProgress<RicloudTask>? progress = null, Call call = default) =>
        PollAsync(id, null, timeout, progress, call);

    /// <summary>Waits until a task is done; asks for nothing when it is already.</summary>
    /// <param name="task">The task as it was last seen.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="progress">Is told each state that is seen.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The task, <c>succeeded</c> or <c>failed</c>.</returns>
    /// <exception cref="RicloudWaitException">It isn't done yet; carries the task.</exception>
    public Task<RicloudTask> WaitAsync(
        RicloudTask task, TimeSpan timeout, IProgress<RicloudTask>? progress = null, Call call = default) =>
        RicloudTaskState.IsFinal(task.State) ? Task.FromResult(task) : PollAsync(task.Id, task, timeout, progress, call);

    private Task<RicloudTask> PollAsync(
        object id, RicloudTask? lastSeen, TimeSpan timeout, IProgress<RicloudTask>? progress, Call call)
    {
        Polling<RicloudTask> polling = new()
        {
            Get = look => GetAsync(id, look),
            IsDone = static task => RicloudTaskState.IsFinal(task.State),
            Late = RicloudWaitException.Of,
            Timeout = timeout,
            Progress = progress,
            LastSeen = lastSeen,
        };
        return polling.RunAsync(_channel.Options, call);
    }
}

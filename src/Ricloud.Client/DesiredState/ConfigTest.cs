using System.Globalization;
using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;

namespace Ricloud.DesiredState;

/// <summary>Has a config tested, or watches the test that a change has started, and tells what it found.</summary>
internal sealed class ConfigTest(RicloudClient client, ConfigKind kind, TimeSpan timeout)
{
    /// <summary>Watches the test that a create or an update has started.</summary>
    public async Task<ConfigVerdict> WatchAsync(IRicloudConfig config, Call call)
    {
        try
        {
            if (!ConfigState.IsTested(config.State))
            {
                config = await client.Configs(kind).WaitAsync(config.Id, timeout, call).ConfigureAwait(false);
            }
        }
        catch (RicloudWaitException)
        {
            return Late(config.Id);
        }

        return config.State switch
        {
            ConfigState.Valid => new ConfigVerdict(true, string.Empty),
            ConfigState.Deactivated => new ConfigVerdict(false, $"{kind.Name} {config.Id} has been deactivated meanwhile."),
            _ => Refused(config.Id, await ErrorAsync(config.Id, call).ConfigureAwait(false)),
        };
    }

    /// <summary>Has a config tested.</summary>
    public async Task<ConfigVerdict> RunAsync(object id, Call call)
    {
        var task = await client.Configs(kind).TestAsync(id, null, call).ConfigureAwait(false);
        try
        {
            task = await client.Tasks.WaitAsync(task, timeout, null, call).ConfigureAwait(false);
        }
        catch (RicloudWaitException)
        {
            return Late(id);
        }

        return task.State == RicloudTaskState.Succeeded ? new ConfigVerdict(true, string.Empty) : Refused(id, task.Error);
    }

    private ConfigVerdict Refused(object id, string? error) => new(
        false,
        $"The test of {kind.Title} {id} failed{(error is null ? string.Empty : $" ({error})")}. " + (kind == ConfigKind.Storage
            ? "See that its bucket is there, and that its credential may write to it and read it."
            : "If its receiver is new, give it the config's secret; otherwise see that it is up."));

    private ConfigVerdict Late(object id) => new(
        false, string.Format(CultureInfo.InvariantCulture, "The test of {0} {1} hasn't ended within {2:0.#} s. Give it more time.", kind.Title, id, timeout.TotalSeconds));

    /// <summary>Why the latest test failed; null when the tasks don't tell.</summary>
    private async Task<string?> ErrorAsync(object id, Call call)
    {
        try
        {
            return (await client.Tasks.LatestTestAsync(kind, id, call).ConfigureAwait(false))?.Error;
        }
        catch (RicloudException exception) when (exception.Kind is RicloudErrorKind.InvalidParameter or RicloudErrorKind.Forbidden or RicloudErrorKind.NotFound)
        {
            // That a task's target can be asked for is assumed; the verdict itself stands without it.
            return null;
        }
    }
}

using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Receiving;

/// <summary>The test that a registration causes. Its events say nothing to whoever waits for events. Any thread may ask.</summary>
internal sealed class OwnTest
{
    private volatile string? _config;
    private volatile bool _isDone;
    private DateTimeOffset? _date;

    /// <summary>From now on a test of this config is the registration's.</summary>
    public void Begin(string config) => _config = config;

    /// <summary>Its outcome is known: what comes later is somebody else's.</summary>
    public void End() => _isDone = true;

    /// <summary>Whether an event is its delivery, or tells what becomes of its task; that may come late.</summary>
    public bool Caused(RicloudEvent occurrence)
    {
        if (_config is not { } config || occurrence.Data is not IReadOnlyDictionary<string, object?> data)
        {
            return false;
        }

        if (occurrence is { Type: ResourceType.WebhookConfig, Action: "test" } && !_isDone && Names(data, "id", config))
        {
            _date = IsoDate.Moment(occurrence.DateCreated);
            return true;
        }

        return occurrence.Type == ResourceType.Task && Names(data, "target", config)
            && data.TryGetValue("type", out var type) && type is RicloudTaskType.WebhookConfigTest
            && (!_isDone || IsBegun(data));
    }

    /// <summary>Whether a task is as old as the test, by the clock of both: the API's.</summary>
    private bool IsBegun(IReadOnlyDictionary<string, object?> task) =>
        task.TryGetValue("date_created", out var created) && created is string text && IsoDate.TryParse(text, out var date) && date <= _date;

    private static bool Names(IReadOnlyDictionary<string, object?> data, string name, string config) =>
        data.TryGetValue(name, out var value) && value is string or long or System.Numerics.BigInteger && ApiId.Text(value) == config;
}

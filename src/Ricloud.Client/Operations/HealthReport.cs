using System.Globalization;
using Ricloud.Changes;
using Ricloud.DesiredState;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.Operations;

/// <summary>
/// Tells how well an organisation's webhook configs do. An event doesn't say to which it went, so that each counts where it would go
/// as the keys are now. They are read page by page, and no more of them than somebody wants to wait for.
/// </summary>
internal sealed class HealthReport(RicloudClient client, DateTimeOffset since, DateTimeOffset until, int mostEvents)
{
    // Fewer say nothing about what is usual.
    private const int EventsForPattern = 5;

    private static readonly TimeSpan ShortSilence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, HealthTally> _tallies = new(StringComparer.Ordinal);
    private OrganisationSnapshot? _now;
    private DateTimeOffset? _oldestRead;

    /// <summary>How many events no webhook config is for.</summary>
    public int Homeless { get; private set; }

    /// <summary>Whether there were more events in the window than were read, so that it begins later.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The webhook configs, those in use first, each with what is wrong with it.</summary>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<IReadOnlyList<WebhookHealth>> ReadAsync(Call call)
    {
        _now = await OrganisationSnapshot.ReadAsync(client, new[] { ConfigKind.Webhook }, withKeys: true, call).ConfigureAwait(false);
        await CountAsync(call).ConfigureAwait(false);
        List<WebhookHealth> rows = [];
        foreach (var config in _now.Configs(ConfigKind.Webhook))
        {
            var tally = _tallies.TryGetValue(ApiId.Text(config.Id)!, out var found) ? found : new HealthTally();
            var isOfInterest = config.State == ConfigState.Valid ? tally.Failed > 0 : config.State != ConfigState.Deactivated;
            rows.Add(Row(config, tally, isOfInterest ? await client.Tasks.LatestTestAsync(ConfigKind.Webhook, config.Id, call).ConfigureAwait(false) : null));
        }

        return rows;
    }

    private async Task CountAsync(Call call)
    {
        var keys = _now!.Keys.ToDictionary(key => ApiId.Text(key.Id)!, key => ConfigKind.Webhook.OfKey(key), StringComparer.Ordinal);
        var pages = client.Events.List(new EventFilter { CreatedAfter = since, CreatedBefore = until, MaximumCount = mostEvents + 1L });
        var read = 0;
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            foreach (var occurrence in page.Data)
            {
                if (++read > mostEvents)
                {
                    IsCut = true;
                    return;
                }

                _oldestRead = IsoDate.Moment(occurrence.DateCreated) ?? _oldestRead;
                Count(occurrence, keys);
            }
        }
    }

    private void Count(RicloudEvent occurrence, Dictionary<string, object?> keys)
    {
        // A test tells of its config, and not of the events that it is for.
        if (EventRouter.IsOfTest(occurrence))
        {
            return;
        }

        var key = EventRouter.KeyOf(occurrence) is { } id && keys.TryGetValue(ApiId.Text(id)!, out var own) ? own : null;
        if ((key ?? _now!.DefaultId(ConfigKind.Webhook)) is not { } config)
        {
            Homeless++;
            return;
        }

        if (!_tallies.TryGetValue(ApiId.Text(config)!, out var tally))
        {
            _tallies[ApiId.Text(config)!] = tally = new HealthTally();
        }

        tally.Add(occurrence);
    }

    private WebhookHealth Row(IRicloudConfig config, HealthTally tally, RicloudTask? test)
    {
        var error = config.State == ConfigState.Valid ? null : test?.Error;
        var ended = tally.Delivered + tally.Failed;
        object[] keys = [.. _now!.Keys
            .Where(key => ApiId.AreSame(ConfigKind.Webhook.OfKey(key), config.Id) && KeyState.UsesConfigs(key.State))
            .Select(key => key.Id)];
        var isDefault = ApiId.AreSame(_now.DefaultId(ConfigKind.Webhook), config.Id);
        var silent = tally.SilentFor(until);
        var (status, reason) = Judge(config, isDefault || keys.Length > 0, tally, silent, test);
        return new WebhookHealth
        {
            Id = config.Id,
            Status = status,
            Reason = reason,
            Url = config.Url,
            State = config.State,
            IsDefault = isDefault,
            Keys = keys,
            LastDelivered = tally.LastDelivered,
            Delivered = tally.Delivered,
            Failed = tally.Failed,
            Pending = tally.Pending,
            OldestPending = tally.OldestPending,
            SuccessRate = ended == 0 ? null : Math.Round((double)tally.Delivered / ended, 4),
            LastError = error,
            SilentFor = silent,
            LongestPause = tally.LongestPause,
            Since = (IsCut ? _oldestRead ?? since : since).LocalDateTime,
            Until = until.LocalDateTime,
        };
    }

    private static (string Status, string Reason) Judge(IRicloudConfig config, bool isUsed, HealthTally tally, TimeSpan? silent, RicloudTask? test) => config switch
    {
        _ when !isUsed => (HealthStatus.Unused, "Neither the organisation nor a key uses it."),
        { State: ConfigState.Deactivated } => (HealthStatus.Failing, "It is deactivated and in use, so nothing is delivered."),
        { State: ConfigState.Invalid } => (HealthStatus.Failing, $"Its last test failed{(test?.Error is { } error ? $" ({error})" : string.Empty)}."),
        { State: ConfigState.Valid } when test?.State == RicloudTaskState.Succeeded && test.DateCompleted > tally.LastFailed =>
            (HealthStatus.Degraded, $"Events that were given up on before its last test, which passed: {tally.Failed}. Restore-RicloudEvent sends them again."),
        _ when tally is { Delivered: 0, Failed: > 0 } => (HealthStatus.Failing, $"None of its {Number(tally.Failed, "event")} was taken."),
        { State: not ConfigState.Valid } => (HealthStatus.Degraded, $"It is {config.State}: its test isn't done yet."),
        _ when tally.Failed > 0 => (HealthStatus.Degraded, $"{tally.Failed} of {Number(tally.Delivered + tally.Failed, "event")} were given up on."),
        _ when tally.Pending > tally.Delivered => (HealthStatus.Degraded, $"{Number(tally.Pending, "event")} wait, and {tally.Delivered} were taken."),
        _ when tally.Events >= EventsForPattern && silent > ShortSilence && silent > Twice(tally.LongestPause) =>
            (HealthStatus.Silent, $"Nothing has happened for {Shown(silent.Value)}; the longest pause before was {Shown(tally.LongestPause!.Value)}."),
        _ when tally.Events == 0 => (HealthStatus.Healthy, "It is valid; there was no event for it."),
        _ => (HealthStatus.Healthy, $"{Number(tally.Delivered, "event")} taken{(tally.Pending > 0 ? $", {tally.Pending} on the way" : string.Empty)}."),
    };

    private static TimeSpan? Twice(TimeSpan? pause) => pause is { } time ? time + time : null;

    private static string Number(int count, string noun) => count == 1 ? "1 " + noun : string.Format(CultureInfo.InvariantCulture, "{0} {1}s", count, noun);

    private static string Shown(TimeSpan time) => time.TotalHours >= 2
        ? string.Format(CultureInfo.InvariantCulture, "{0:0.#} h", time.TotalHours)
        : string.Format(CultureInfo.InvariantCulture, "{0:0.#} min", time.TotalMinutes);
}

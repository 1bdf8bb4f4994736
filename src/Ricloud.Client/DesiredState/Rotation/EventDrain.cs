using System.Globalization;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Waits until certain events are delivered or given up. No clock is compared: what is pending at the first look counts.</summary>
internal sealed class EventDrain(RicloudClient client, WebhookConfig successor)
{
    private const int NewestEvents = 1000;

    private HashSet<string>? _pending;

    public Task RunAsync(TimeSpan timeout, Call call)
    {
        Polling<HashSet<string>> polling = new()
        {
            Get = LookAsync,
            IsDone = static pending => pending.Count == 0,
            Late = (pending, waited) => new RicloudWaitException(Late(pending.Count, waited), successor) { Waited = waited },
            Timeout = timeout,
        };
        return polling.RunAsync(client.Channel.Options, call);
    }

    private async Task<HashSet<string>> LookAsync(Call call)
    {
        var newest = await client.Events.List(new EventFilter { MaximumCount = NewestEvents }).AllAsync(call).ConfigureAwait(false);
        HashSet<string> pending = new(newest.Where(IsPending).Select(occurrence => ApiId.Text(occurrence.Id)!), StringComparer.Ordinal);
        if (_pending is not null)
        {
            HashSet<string> listed = new(newest.Select(occurrence => ApiId.Text(occurrence.Id)!), StringComparer.Ordinal);
            pending.IntersectWith(_pending);
            foreach (var id in _pending.Where(id => !listed.Contains(id)))
            {
                // Newer ones have pushed it out of the list.
                if (IsPending(await client.Events.GetAsync(id, call).ConfigureAwait(false)))
                {
                    pending.Add(id);
                }
            }
        }

        _pending = pending;
        return pending;
    }

    private static bool IsPending(RicloudEvent occurrence) => occurrence.State == RicloudEventState.Pending;

    private static string Late(int count, TimeSpan waited) => string.Format(
        CultureInfo.InvariantCulture, "{0} events are still pending after {1:0.#} s, and may be signed with the old secret.", count, waited.TotalSeconds);
}

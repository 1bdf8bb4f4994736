using Ricloud.Http;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Changes;

/// <summary>What one session remembers of one list, so that it can tell what a lost request has added to it.</summary>
internal sealed class CreatedIds<T>(Func<TimeSpan> elapsed, PagedModel<T> model, string route, string filter)
    where T : class
{
    /// <summary>More than one, as any of them may be deleted before it is looked for.</summary>
    private const int BaselineSize = 10;

    private readonly KeyedLock _asking = new();
    private int _failures;
    private int _underWay;

    public KnownIds Known { get; } = new KnownIds(elapsed);

    public KeyedLock Lock { get; } = new();

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    public void Return(T made) => Known.Return(model.Id(made), model.DateCreated(made));

    /// <summary>Gives what is known to exist; asks for it when nothing was heard lately. Several who ask at once share one answer.</summary>
    public async Task<Baseline> TakeBaselineAsync(RicloudChannel channel, Call call)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        var failures = Volatile.Read(ref _failures);
        using (await _asking.EnterAsync(route, call.Token).ConfigureAwait(false))
        {
            if (Fresh() is { } shared)
            {
                return shared;
            }

            if (failures == Volatile.Read(ref _failures))
            {
                return await AskAsync(channel, call).ConfigureAwait(false);
            }
        }

        // Somebody has just asked in vain: a queue behind a dead API would make the last one wait for all before it.
        return await AskAsync(channel, call).ConfigureAwait(false);
    }

    public RicloudRequest Page(int size, string? afterId)
    {
        var path = FormattableString.Invariant($"{route}?limit={size}{filter}");
        return new RicloudRequest { Path = afterId is null ? path : path + "&after_id=" + RicloudPath.Encode(afterId) };
    }

    public Task<RicloudList<T>> ReadAsync(RicloudChannel channel, RicloudRequest page, Call call) =>
        channel.ReadAsync(page, model.Page, call);

    public string Id(T item) => model.Id(item);

    public DateTimeOffset? DateCreated(T item) => model.DateCreated(item);

    private Baseline? Fresh() => Known.Take(amongOthers: Volatile.Read(ref _underWay) > 1);

    private async Task<Baseline> AskAsync(RicloudChannel channel, Call call)
    {
        var isAnswered = false;
        try
        {
            var page = await ReadAsync(channel, Page(BaselineSize, null), call).ConfigureAwait(false);
            isAnswered = true;
            return Known.Learn(page.Data.Select(model.Id), page.Data.Count == 0 ? null : model.DateCreated(page.Data[0]));
        }
        catch (RicloudException exception) when (IsNoReasonToStop(exception))
        {
            return new Baseline(0, isEmpty: false, null) { Blindness = exception };
        }
        finally
        {
            if (!isAnswered)
            {
                Interlocked.Increment(ref _failures);
            }
        }
    }

    /// <summary>A key may be allowed to create and not to list. Then it creates, and only a lost answer can't be looked after.</summary>
    private static bool IsNoReasonToStop(RicloudException exception) => exception.Kind switch
    {
        RicloudErrorKind.Forbidden or RicloudErrorKind.NotFound or RicloudErrorKind.Rejected => true,
        RicloudErrorKind.InvalidParameter or RicloudErrorKind.InvalidBody => true,
        RicloudErrorKind.InvalidResponse or RicloudErrorKind.ResponseTooLarge => true,
        _ => false,
    };
}

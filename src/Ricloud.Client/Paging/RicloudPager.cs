using Ricloud.Http;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Paging;

/// <summary>
/// A list, page by page: asks for one only when it is wanted, and gets round what a server may do to a cursor. For one caller at a time.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class RicloudPager<T>
    where T : class
{
    private readonly RicloudChannel _channel;
    private readonly PageQuery _query;
    private readonly PagedModel<T> _model;
    private readonly Func<T, bool>? _wanted;
    private readonly PageTrail _trail = new();
    private long? _missing;
    private string? _cursor;
    private bool _withDates;
    private bool _ended;
    private bool _began;

    public RicloudPager(RicloudChannel channel, PageQuery query, PagedModel<T> model, Func<T, bool>? wanted = null)
    {
        _channel = channel;
        _query = query;
        _model = model;
        _wanted = query.HasDates ? item => IsWithin(item) && wanted?.Invoke(item) != false : wanted;
        _missing = query.MaximumCount;
        _cursor = query.StartAfterId;
        _withDates = query.HasDates;
    }

    /// <summary>Gets all that is left.</summary>
    /// <param name="call">Whose.</param>
    /// <returns>What is listed, in its order.</returns>
    /// <exception cref="RicloudException">As for <see cref="NextPageAsync"/>.</exception>
    public async Task<List<T>> AllAsync(Call call)
    {
        List<T> all = [];
        while (await NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            all.AddRange(page.Data);
        }

        return all;
    }

    /// <summary>Gets the next page that has anything on it, and the first even if it hasn't.</summary>
    /// <param name="call">Whose; when it ends early, the same page can be asked for again.</param>
    /// <returns>The page, or <see langword="null"/> behind the last one.</returns>
    /// <exception cref="RicloudException">
    /// As for any request; <see cref="RicloudErrorKind.PagingLoop"/> when the server repeats a cursor or says for ever that there is more.
    /// </exception>
    public async Task<RicloudList<T>?> NextPageAsync(Call call = default)
    {
        while (!_ended)
        {
            var page = await FetchAsync(call).ConfigureAwait(false);
            var data = Take(page);
            var isFirst = !_began;
            _began = true;
            if (data.Count > 0 || isFirst)
            {
                return new RicloudList<T>
                {
                    Data = data,
                    HasMore = !_ended,
                    TotalCount = _withDates == _query.HasDates ? page.TotalCount : null,
                    Url = page.Url,
                    AdditionalProperties = page.AdditionalProperties,
                };
            }
        }

        return null;
    }

    private async Task<RicloudList<T>> FetchAsync(Call call)
    {
        while (true)
        {
            var request = _query.Page(Limit(), _cursor, _withDates);
            try
            {
                return await _channel.ReadAsync(request, _model.Page, call).ConfigureAwait(false);
            }
            catch (RicloudException exception) when (_withDates && Names(exception, static name => name.StartsWith("date_created", StringComparison.Ordinal)))
            {
                // Its operators aren't published (API contract: assumed); the bounds are checked here in any case.
                _withDates = false;
            }
            catch (RicloudException exception) when (_cursor != _query.StartAfterId && Names(exception, static name => name == "after_id"))
            {
                // The object behind the cursor is gone, or no longer matches: begin behind an earlier one, or anew.
                if (!_trail.TryStepBack(out var earlier))
                {
                    throw;
                }

                _cursor = earlier ?? _query.StartAfterId;
            }
        }
    }

    private int Limit() =>
        _wanted is null && !_trail.IsBehind && _missing is { } missing ? (int)Math.Max(1, Math.Min(_query.PageSize, missing)) : _query.PageSize;

    private List<T> Take(RicloudList<T> page)
    {
        List<T> data = [];
        foreach (var item in page.Data)
        {
            if (!_trail.IsNew(_model.Id(item), _model.DateCreated(item)))
            {
                continue;
            }

            if (_missing != 0 && (_wanted is null || _wanted(item)))
            {
                data.Add(item);
                _missing--;
            }
        }

        MoveOn(page);
        return data;
    }

    private void MoveOn(RicloudList<T> page)
    {
        if (!page.HasMore || _missing == 0)
        {
            _ended = true;
            return;
        }

        var next = page.Data.Count == 0 ? null : _model.Id(page.Data[page.Data.Count - 1]);
        if (next is null || !_trail.MoveTo(next))
        {
            throw new RicloudException(
                RicloudErrorKind.PagingLoop,
                $"GET {_query.Route}: the list would never end. The server says that there is more, and {(next is null ? "sends nothing" : "sends the same again")}. What came before this is all that was read.")
            {
                Method = "GET",
                Path = _query.Route,
            };
        }

        _cursor = next;
    }

    private bool IsWithin(T item) => _model.DateCreated(item) is { } created && !(created < _query.From) && !(created > _query.To);

    private static bool Names(RicloudException exception, Func<string, bool> isName) =>
        exception.Kind == RicloudErrorKind.InvalidParameter && exception.Params is { } parameters && parameters.Keys.Any(isName);
}

/// <summary>
/// The ids that a list has given so far, in order: where to step back to when the server refuses a cursor, and what to drop
/// when the same objects come again.
/// </summary>
internal sealed class PageTrail
{
    /// <summary>Somebody else may delete what a return was about to start from, but not every time.</summary>
    private const int MostFruitlessReturns = 3;

    private readonly List<string> _ids = [];
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private HashSet<string>? _given;
    private DateTimeOffset? _newest;
    private int _back;
    private int _step = 1;
    private int _countAtReturn = -1;
    private int _fruitlessReturns;

    /// <summary>Whether the list was begun again further up, so that a page may hold what was given before.</summary>
    public bool IsBehind => _given is not null;

    /// <summary>Notes an object; says no when it was given before, or was made after the list was begun.</summary>
    public bool IsNew(string id, DateTimeOffset? created)
    {
        if (_given is not null && (_given.Contains(id) || created > _newest))
        {
            return false;
        }

        _newest ??= created;
        _given?.Add(id);
        _ids.Add(id);
        return true;
    }

    /// <summary>Notes a cursor; says no when it was used before, which is a list without an end.</summary>
    public bool MoveTo(string cursor)
    {
        _back = _ids.Count;
        _step = 1;
        return _cursors.Add(cursor);
    }

    /// <summary>
    /// Goes to an id further up, each step twice as far as the last one, since whoever deletes while listing has deleted
    /// them all; null for the list's own start.
    /// </summary>
    /// <returns><see langword="false"/> when going back has brought nothing new too often: such a server takes no cursor at all.</returns>
    public bool TryStepBack(out string? cursor)
    {
        _given ??= new HashSet<string>(_ids, StringComparer.Ordinal);
        _cursors.Clear();
        _back -= _step;
        _step *= 2;
        cursor = _back > 0 ? _ids[_back - 1] : null;
        return cursor is not null || MayReturnToStart();
    }

    private bool MayReturnToStart()
    {
        _fruitlessReturns = _countAtReturn == _ids.Count ? _fruitlessReturns + 1 : 0;
        _countAtReturn = _ids.Count;
        return _fruitlessReturns < MostFruitlessReturns;
    }
}

/// <summary>What paging needs to know about a model.</summary>
internal sealed class PagedModel<T>(Func<Attributes, T> from, Func<T, object> id, Func<T, DateTime?> dateCreated)
{
    public RicloudList<T> Page(Attributes json) => RicloudList<T>.From(json, from);

    public string Id(T item) => ApiId.Text(id(item))!;

    public DateTimeOffset? DateCreated(T item) => IsoDate.Moment(dateCreated(item));
}

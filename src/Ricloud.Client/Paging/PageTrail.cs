namespace Ricloud.Paging;

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

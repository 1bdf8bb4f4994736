namespace Ricloud.Changes;

/// <summary>
/// The ids that a session knows to exist, each with the moment since which it does: some ten from each time the list was
/// asked, and all that it returned to somebody. What was only seen may be what a lost request of another caller has made,
/// so that these two are kept apart. Kept for the session's life, about two hundred bytes each.
/// </summary>
internal sealed class KnownIds(Func<TimeSpan> elapsed)
{
    /// <summary>Long enough for whoever sends the next request as soon as the last one is answered.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(25);

    /// <summary>While others are under way each answer renews it, and a busy machine must not make all of them ask anew.</summary>
    private static readonly TimeSpan FreshAmongOthers = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly Dictionary<string, long> _moments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _returned = new(StringComparer.Ordinal);
    private TimeSpan? _learned;
    private DateTimeOffset? _newest;
    private long _moment;

    /// <summary>Gives what is known now, if that is recent enough to be worth beginning from.</summary>
    public Baseline? Take(bool amongOthers)
    {
        lock (_lock)
        {
            return _learned is { } time && elapsed() - time <= (amongOthers ? FreshAmongOthers : FreshFor)
                ? Now()
                : null;
        }
    }

    /// <summary>Notes the first page of the list, and gives what is known with it.</summary>
    public Baseline Learn(IEnumerable<string> ids, DateTimeOffset? newest)
    {
        lock (_lock)
        {
            Begin(newest);
            foreach (var id in ids)
            {
                Note(id);
            }

            return Now();
        }
    }

    /// <summary>Notes one that was made and is returned, so that no other request can have made it.</summary>
    public void Return(string id, DateTimeOffset? created)
    {
        lock (_lock)
        {
            Begin(created);
            Note(id);
            _returned.Add(id);
        }
    }

    /// <summary>What is known stays known, and is no longer recent: something was made whose id nobody told.</summary>
    public void Age()
    {
        lock (_lock)
        {
            _learned = null;
        }
    }

    /// <summary>Whether an id was known to exist when the baseline was taken.</summary>
    public bool IsIn(Baseline baseline, string id)
    {
        lock (_lock)
        {
            return _moments.TryGetValue(id, out var moment) && moment <= baseline.Moment;
        }
    }

    public bool IsReturned(string id)
    {
        lock (_lock)
        {
            return _returned.Contains(id);
        }
    }

    private Baseline Now() => new(_moment, _moments.Count == 0, _newest);

    private void Begin(DateTimeOffset? newest)
    {
        _moment++;
        _learned = elapsed();
        _newest = newest > _newest || _newest is null ? newest : _newest;
    }

    private void Note(string id)
    {
        if (!_moments.ContainsKey(id))
        {
            _moments.Add(id, _moment);
        }
    }
}

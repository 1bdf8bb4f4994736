namespace Ricloud.Receiving;

/// <summary>
/// Knows the events in hand, and the ids of the last ones handed over. It is the one place where an event's outcome
/// is decided, so that a second delivery of it sees either the event or its outcome, never neither.
/// </summary>
internal sealed class EventLedger
{
    private readonly object _gate = new();
    private readonly Dictionary<string, PendingEvent?> _events = [];
    private readonly Queue<string> _handedOver = new();
    private readonly int _remembered;

    /// <param name="remembered">How many ids of events that were handed over are remembered.</param>
    /// <param name="before">The ids of those that an earlier run has handed over, the oldest first.</param>
    public EventLedger(int remembered, IReadOnlyList<string> before)
    {
        _remembered = remembered;
        foreach (var id in before)
        {
            if (!_events.ContainsKey(id))
            {
                _events[id] = null;
                Remember(id);
            }
        }
    }

    /// <summary>Takes an event in hand.</summary>
    /// <returns>Itself when it is new; the one in hand with that id; null when that id was handed over.</returns>
    public PendingEvent? Begin(PendingEvent pending)
    {
        lock (_gate)
        {
            if (_events.TryGetValue(pending.Id, out var known))
            {
                return known;
            }

            _events.Add(pending.Id, pending);
            return pending;
        }
    }

    /// <summary>Decides an event's outcome.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Settle(PendingEvent pending, bool accepted)
    {
        lock (_gate)
        {
            if (!_events.TryGetValue(pending.Id, out var known) || known != pending)
            {
                return false;
            }

            if (accepted)
            {
                _events[pending.Id] = null;
                Remember(pending.Id);
            }
            else
            {
                _ = _events.Remove(pending.Id);
            }
        }

        pending.Answer(accepted);
        return true;
    }

    /// <summary>Rejects all that is in hand.</summary>
    public void RejectAll()
    {
        PendingEvent[] open;
        lock (_gate)
        {
            open = [.. _events.Values.OfType<PendingEvent>()];
        }

        foreach (var pending in open)
        {
            _ = Settle(pending, accepted: false);
        }
    }

    private void Remember(string id)
    {
        _handedOver.Enqueue(id);
        if (_handedOver.Count > _remembered)
        {
            _ = _events.Remove(_handedOver.Dequeue());
        }
    }
}

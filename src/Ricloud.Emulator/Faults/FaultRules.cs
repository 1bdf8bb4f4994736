namespace Ricloud.Emulator.Faults;

/// <summary>The rules in force, in the order they came.</summary>
internal sealed class FaultRules
{
    public const int Maximum = 1000;

    private readonly Lock _gate = new();
    private volatile FaultRule[] _rules = [];
    private long _lastId;

    /// <param name="rules">Those in force from the start, no more than may be.</param>
    public FaultRules(IReadOnlyList<FaultRule> rules) => TryAdd(rules);

    /// <summary>What every request asks first.</summary>
    public bool IsEmpty => _rules.Length == 0;

    /// <returns>The rules as added; null when there would be too many, and then none was added.</returns>
    public IReadOnlyList<FaultRuleState>? TryAdd(IReadOnlyList<FaultRule> rules)
    {
        lock (_gate)
        {
            if (_rules.Length + rules.Count > Maximum)
            {
                return null;
            }

            foreach (var rule in rules)
            {
                rule.Id = ++_lastId;
            }

            _rules = [.. _rules, .. rules];
            return States(rules);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules = [];
        }
    }

    /// <summary>Switches a rule on or off.</summary>
    /// <returns>The rule; null when there is none with this id.</returns>
    public FaultRuleState? Switch(long id, bool on) => Change(id, rule => rule.IsEnabled = on);

    /// <summary>Takes a rule away.</summary>
    /// <returns>The rule as it was; null when there is none with this id.</returns>
    public FaultRuleState? Remove(long id) => Change(id, rule => _rules = [.. _rules.Where(other => other != rule)]);

    public IReadOnlyList<FaultRuleState> List()
    {
        lock (_gate)
        {
            return States(_rules);
        }
    }

    /// <summary>Has every rule count the request, and gives the first that fires.</summary>
    public FaultRule? Choose(string method, string path)
    {
        if (IsEmpty)
        {
            return null;
        }

        lock (_gate)
        {
            FaultRule? chosen = null;
            foreach (var rule in _rules)
            {
                if (rule.See(method, path))
                {
                    chosen ??= rule;
                }
            }

            chosen?.Fire();
            return chosen;
        }
    }

    private FaultRuleState? Change(long id, Action<FaultRule> change)
    {
        lock (_gate)
        {
            if (Array.Find(_rules, rule => rule.Id == id) is not { } found)
            {
                return null;
            }

            change(found);
            return States([found])[0];
        }
    }

    private static FaultRuleState[] States(IEnumerable<FaultRule> rules) =>
        [.. rules.Select(rule => new FaultRuleState(rule, rule.IsEnabled, rule.Seen, rule.Fired))];
}

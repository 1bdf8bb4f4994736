using System.Globalization;

namespace Ricloud.DesiredState;

/// <summary>Which settings of one thing differ from what is declared, and how a step tells it.</summary>
internal sealed class SettingChanges
{
    private readonly List<(string Name, object? Current, object? Wanted)> _changes = [];

    public bool Any => _changes.Count > 0;

    /// <summary>Takes a setting, if it is declared and differs.</summary>
    public void Add(string name, object? current, object? wanted)
    {
        if (wanted is not null && Text(current) != Text(wanted))
        {
            _changes.Add((name, current, wanted));
        }
    }

    public bool Has(string name) => _changes.Exists(change => change.Name == name);

    /// <summary>The step that makes them, or that has nothing to do.</summary>
    public WebhookConfigStep On(WebhookConfigStep step) => !Any ? new(step) { Outcome = WebhookConfigStepOutcome.Done } : new(step)
    {
        Action = WebhookConfigStepAction.Update,
        Attribute = Names,
        Current = _changes.Count == 1 ? _changes[0].Current : string.Join(", ", _changes.Select(change => Text(change.Current) ?? "-")),
        Wanted = _changes.Count == 1 ? _changes[0].Wanted : string.Join(", ", _changes.Select(change => Text(change.Wanted))),
    };

    /// <summary>Their names; null for none.</summary>
    public string? Names => Any ? string.Join(", ", _changes.Select(change => change.Name)) : null;

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}

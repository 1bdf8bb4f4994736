using System.Linq;
using Ricloud.PowerShell.Commands;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>Filters events by what happened. A type with a dot in it stands for <c>type.action</c>.</summary>
internal sealed class EventNameFilter
{
    private readonly TextFilter _types;
    private readonly TextFilter _names;
    private readonly TextFilter _actions;

    /// <param name="types">The types, or names of the form <c>type.action</c>; none for all.</param>
    /// <param name="actions">The actions; none for all.</param>
    /// <exception cref="Errors.RicloudCommandException">One of them is no pattern.</exception>
    public EventNameFilter(string[] types, string[] actions)
    {
        _types = TextFilter.Of(types.Where(t => t.IndexOf('.') < 0));
        _names = TextFilter.Of(types.Where(t => t.IndexOf('.') >= 0));
        _actions = TextFilter.Of(actions);
    }

    /// <summary>Whether an event is wanted. Any thread may ask.</summary>
    public bool IsMatch(RicloudEvent occurrence)
    {
        string type = occurrence.Type ?? string.Empty;
        string action = occurrence.Action ?? string.Empty;
        bool isType = (_types.IsEmpty && _names.IsEmpty) || _types.IsMatch(type) || _names.IsMatch(type + "." + action);
        return isType && (_actions.IsEmpty || _actions.IsMatch(action));
    }
}

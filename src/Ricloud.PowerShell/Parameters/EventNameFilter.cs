namespace Ricloud.PowerShell.Parameters;

/// <summary>Filters events by what happened. A type with a dot in it stands for <c>type.action</c>.</summary>
/// <param name="types">The types, or names of the form <c>type.action</c>; none for all.</param>
/// <param name="actions">The actions; none for all.</param>
/// <exception cref="Errors.RicloudCommandException">One of them is no pattern.</exception>
internal sealed class EventNameFilter(string[] types, string[] actions)
{
    private readonly TextFilter _types = TextFilter.Of(types.Where(t => t.IndexOf('.') < 0));
    private readonly TextFilter _names = TextFilter.Of(types.Where(t => t.IndexOf('.') >= 0));
    private readonly TextFilter _actions = TextFilter.Of(actions);

    /// <summary>Whether an event is wanted. Any thread may ask.</summary>
    public bool IsMatch(RicloudEvent occurrence)
    {
        var type = occurrence.Type ?? string.Empty;
        var action = occurrence.Action ?? string.Empty;
        var isType = (_types.IsEmpty && _names.IsEmpty) || _types.IsMatch(type) || _names.IsMatch(type + "." + action);
        return isType && (_actions.IsEmpty || _actions.IsMatch(action));
    }
}

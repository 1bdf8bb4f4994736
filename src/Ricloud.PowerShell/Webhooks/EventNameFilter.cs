using System.Linq;
using System.Management.Automation;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>
/// Filters events by what happened: exact names or wildcards, in any case. A type with a dot in it stands for
/// <c>type.action</c>.
/// </summary>
internal sealed class EventNameFilter
{
    private readonly WildcardPattern[] _types;
    private readonly WildcardPattern[] _names;
    private readonly WildcardPattern[] _actions;

    /// <param name="types">The types, or names of the form <c>type.action</c>; none for all.</param>
    /// <param name="actions">The actions; none for all.</param>
    public EventNameFilter(string[] types, string[] actions)
    {
        _types = [.. types.Where(t => t.IndexOf('.') < 0).Select(Pattern)];
        _names = [.. types.Where(t => t.IndexOf('.') >= 0).Select(Pattern)];
        _actions = [.. actions.Select(Pattern)];
    }

    /// <summary>Whether an event is wanted. Any thread may ask.</summary>
    public bool IsMatch(RicloudEvent occurrence)
    {
        string type = occurrence.Type ?? string.Empty;
        string action = occurrence.Action ?? string.Empty;
        bool isType = _types.Length + _names.Length == 0 || Matches(_types, type) || Matches(_names, type + "." + action);
        return isType && (_actions.Length == 0 || Matches(_actions, action));
    }

    private static bool Matches(WildcardPattern[] patterns, string text) => patterns.Any(p => p.IsMatch(text));

    private static WildcardPattern Pattern(string text) =>
        WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
}

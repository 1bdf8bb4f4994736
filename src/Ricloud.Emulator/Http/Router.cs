namespace Ricloud.Emulator.Http;

/// <summary>
/// Finds a route by the decoded path's segments. A slash that came encoded stays encoded, so that an id
/// can't reach into another route.
/// </summary>
internal sealed class Router(IEnumerable<Route> routes)
{
    private readonly Route[] _routes = [.. routes];

    /// <summary>The routes that the path has, one for each method, and the values of their <c>{}</c> segments.</summary>
    public (IReadOnlyList<Route> Routes, string[] Values) Match(string path)
    {
        var segments = path.Split('/');
        List<Route> found = [];
        foreach (var route in _routes)
        {
            if (Fits(route.Segments, segments))
            {
                found.Add(route);
            }
        }

        // A path that is a route's own, word for word, has no other's.
        if (found.FindAll(route => route.Template == path) is { Count: > 0 } exact)
        {
            return (exact, []);
        }

        return found.Count == 0
            ? (found, [])
            : (found, [.. segments.Where((_, i) => found[0].Segments[i] == "{}")]);
    }

    private static bool Fits(string[] template, string[] segments)
    {
        if (template.Length != segments.Length)
        {
            return false;
        }

        for (var i = 0; i < template.Length; i++)
        {
            var fits = template[i] == "{}" ? segments[i].Length > 0 : template[i] == segments[i];
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}

/// <param name="Method">The one method it answers.</param>
/// <param name="Template">A path; <c>{}</c> stands for one segment.</param>
/// <param name="Handler">Answers the request.</param>
/// <param name="NeedsToken">False for the few that anybody may call.</param>
internal sealed record Route(string Method, string Template, Func<Exchange, Task> Handler, bool NeedsToken = true)
{
    public string[] Segments { get; } = Template.Split('/');
}

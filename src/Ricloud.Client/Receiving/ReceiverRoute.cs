namespace Ricloud.Receiving;

/// <summary>Tells from a request's head alone whether its body is worth reading.</summary>
internal sealed class ReceiverRoute
{
    private readonly string[] _base;
    private readonly string[]? _metrics;

    /// <param name="pathBase">The base as given, with or without slashes at its ends.</param>
    /// <param name="metricsPath">The path of the metrics, likewise; null for none.</param>
    /// <exception cref="ArgumentException">One isn't a path, or both are one.</exception>
    public ReceiverRoute(string pathBase, string? metricsPath)
    {
        _base = Parse("path base", pathBase, nameof(pathBase));
        _metrics = metricsPath is null ? null : Parse("metrics path", metricsPath, nameof(metricsPath));
        if (_metrics is not null && (_metrics.Length == 0 || _metrics.SequenceEqual(_base)))
        {
            throw new ArgumentException("The metrics path '" + metricsPath + "' is where health checks are answered. Name another one, such as /metrics.", nameof(metricsPath));
        }
    }

    /// <summary>Whether somebody only wants to know that the receiver is there, as load balancers do.</summary>
    public bool IsProbe(HttpRequestHead head) => head.Method is "GET" or "HEAD" && IsBase(head);

    /// <summary>Whether somebody wants to know what was counted.</summary>
    public bool IsMetrics(HttpRequestHead head) => _metrics is not null && head.Method is "GET" or "HEAD" && IsAt(_metrics, head);

    /// <summary>The event id in the path.</summary>
    /// <exception cref="HttpRefusedException">The request isn't a delivery.</exception>
    public string EventId(HttpRequestHead head)
    {
        if (head.Method != "POST")
        {
            throw IsBase(head)
                ? new HttpRefusedException(405, ReceiverOutcome.WrongMethod, "Only GET and HEAD are answered here, and POST below it.") { Allow = "GET, HEAD" }
                : new HttpRefusedException(405, ReceiverOutcome.WrongMethod, "Only POST is taken here.") { Allow = "POST" };
        }

        if (RequestPath.Segments(head.Target) is not { } segments)
        {
            throw HttpRefusedException.Malformed("The target isn't a path or an http address.");
        }

        var id = RequestPath.SegmentAfter(_base, segments)
            ?? throw new HttpRefusedException(404, ReceiverOutcome.WrongPath, "Events are posted to the base path followed by / and the event's id.");

        return head.Chunked || head.ContentLength is not null
            ? id
            : throw new HttpRefusedException(411, ReceiverOutcome.Malformed, "A body needs Content-Length or chunked transfer encoding.");
    }

    /// <summary>Whether the path is the base, or the root, which a health check asks for that nobody has told of a base.</summary>
    private bool IsBase(HttpRequestHead head) => IsAt([], head) || IsAt(_base, head);

    private static bool IsAt(string[] path, HttpRequestHead head) => RequestPath.Segments(head.Target) is { } segments
        && path.SequenceEqual(segments.Take(segments.Length - (segments[segments.Length - 1].Length == 0 ? 1 : 0)));

    private static string[] Parse(string name, string given, string parameter)
    {
        var path = given.Trim('/');
        return path.Length == 0
            ? []
            : RequestPath.Segments("/" + path) is { } segments && path.IndexOf('?') < 0
                ? segments
                : throw new ArgumentException("The " + name + " '" + given + "' is no path: it has a '?', a '#' or a broken % escape.", parameter);
    }
}

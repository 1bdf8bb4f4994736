using System;

namespace Ricloud;

/// <summary>Tells from a request's head alone whether its body is worth reading.</summary>
internal sealed class ReceiverRoute
{
    private readonly string[] _base;

    /// <param name="pathBase">The base as given, with or without slashes at its ends.</param>
    /// <exception cref="ArgumentException">It isn't a path.</exception>
    public ReceiverRoute(string pathBase)
    {
        string path = pathBase.Trim('/');
        _base = path.Length == 0
            ? []
            : RequestPath.Segments("/" + path) is { } segments && path.IndexOf('?') < 0
                ? segments
                : throw new ArgumentException("The path base '" + pathBase + "' is no path: it has a '?', a '#' or a broken % escape.", nameof(pathBase));
    }

    /// <summary>The event id in the path.</summary>
    /// <exception cref="HttpRefusedException">The request isn't a delivery.</exception>
    public string EventId(HttpRequestHead head)
    {
        if (head.Method != "POST")
        {
            throw new HttpRefusedException(405, ReceiverOutcome.WrongMethod, "Only POST is taken here.");
        }

        if (RequestPath.Segments(head.Target) is not { } segments)
        {
            throw HttpRefusedException.Malformed("The target isn't a path or an http address.");
        }

        string id = RequestPath.SegmentAfter(_base, segments)
            ?? throw new HttpRefusedException(404, ReceiverOutcome.WrongPath, "Events are posted to the base path followed by / and the event's id.");

        return head.Chunked || head.ContentLength is not null
            ? id
            : throw new HttpRefusedException(411, ReceiverOutcome.Malformed, "A body needs Content-Length or chunked transfer encoding.");
    }
}

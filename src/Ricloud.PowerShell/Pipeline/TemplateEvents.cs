using System.Collections;
using Ricloud.Events;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>Makes events of templates, changed as somebody wants them.</summary>
/// <param name="set">What they are to have instead, by its place.</param>
/// <param name="removed">The places of what they are not to have.</param>
/// <exception cref="RicloudCommandException">A value has no form in JSON.</exception>
internal sealed class TemplateEvents(IDictionary? set, string[] removed)
{
    // The outer before the inner, whatever order a hashtable has.
    private readonly KeyValuePair<string, object?>[] _set =
        [.. (NamedValues.Of(set) ?? []).Select(value => new KeyValuePair<string, object?>(value.Key, PlainBody.Of(value.Value))).OrderBy(value => value.Key, StringComparer.Ordinal)];

    /// <summary>Makes one, and begins a story of its own with it.</summary>
    /// <exception cref="RicloudCommandException">There is no such template, or a place isn't one of the event's.</exception>
    public OutgoingEvent Make(string name) => Changed(Known("template", name, EventTemplates.Names), PlainValues.None, new EventTemplates(DateTimeOffset.UtcNow));

    /// <summary>What makes each event of a sequence, when it is its turn.</summary>
    /// <exception cref="RicloudCommandException">There is no such sequence, or a place isn't one of all its events.</exception>
    public IReadOnlyList<Func<OutgoingEvent>> Steps(string scenario)
    {
        EventTemplates story = new(DateTimeOffset.UtcNow);
        Func<OutgoingEvent>[] steps = [.. EventTemplates.Steps(Known("scenario", scenario, EventTemplates.Scenarios)).Select(step => (Func<OutgoingEvent>)(() => Changed(step.Name, step.With, story)))];

        // All or none: what one of them refuses is told before the first is sent.
        Array.ForEach(steps, step => step());
        return steps;
    }

    private static string Known(string kind, string name, IReadOnlyList<string> names) =>
        names.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new RicloudCommandException(RicloudError.UnknownTemplate.ToRecord(name, kind, name, string.Join(", ", names)));

    private OutgoingEvent Changed(string name, IReadOnlyDictionary<string, object?> with, EventTemplates templates)
    {
        var body = templates.Make(name, with, DateTimeOffset.UtcNow);
        var id = body["id"]!;
        if (_set.Select(value => ValuePath.Set(body, value.Key, value.Value)).Concat(removed.Select(path => ValuePath.Remove(body, path))).FirstOrDefault(found => found is not null) is { } problem)
        {
            throw new RicloudCommandException(RicloudError.InvalidEventPath.ToRecord(name, problem, name));
        }

        return OutgoingEvent.OfBody(body.TryGetValue("id", out var other) && other is long or int or string { Length: > 0 } ? other : id, body);
    }
}

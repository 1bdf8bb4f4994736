using System.Text;
using Ricloud.Events;
using Ricloud.Models;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>Takes an event that was piped: one of the module's, or one that came out of a job or a file of objects.</summary>
internal static class EventInput
{
    /// <exception cref="RicloudCommandException">It is no event.</exception>
    public static OutgoingEvent Read(object? source)
    {
        var value = NamedValues.Unwrap(source);
        if (value is RicloudEvent occurrence)
        {
            return OutgoingEvent.Of(occurrence);
        }

        var view = source is null ? null : ObjectView.Of(source);
        var isEvent = view is not null
            && (view.ModuleType is "Ricloud.RicloudEvent" or "Ricloud.ReceivedEvent" || (view.ModuleType is null && view.Text("resource") == IdentityKind.Event.Resource));
        if (!isEvent || IdentityReader.ScalarText(view!["Id"]) is not { Length: > 0 } id)
        {
            throw new RicloudCommandException(RicloudError.NotAnEvent.ToRecord(NamedValues.Unwrap(source), view?.TypeName ?? value?.GetType().FullName ?? "$null"));
        }

        // A number stays one on its way through.
        var kept = NamedValues.Unwrap(view["Id"]) is string or Guid ? id : ApiId.Value(id)!;
        var raw = NamedValues.Unwrap(view["RawBody"]);
        if (raw?.ToString() == RicloudSecret.Shown && raw is not RicloudSecret)
        {
            throw new RicloudCommandException(RicloudError.NotAnEvent.ToRecord(NamedValues.Unwrap(source), Texts.EventLostItsBody(id)));
        }

        if ((raw is RicloudSecret hidden ? hidden.Reveal() : raw as string) is { Length: > 0 } body)
        {
            return OutgoingEvent.Of(new ReceivedEvent(new RicloudEvent { Id = kept }, Encoding.UTF8.GetBytes(body)));
        }

        return OutgoingEvent.Of(new RicloudEvent
        {
            Id = kept,
            Type = view.Text("Type"),
            Action = view.Text("Action"),
            Data = PlainBody.Of(view["Data"]),
            State = RicloudEventState.Pending,
            Retries = 0,
            DateCreated = DateTime.Now,
        });
    }
}

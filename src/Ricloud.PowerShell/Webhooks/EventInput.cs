using System;
using System.Text;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Identity;
using Ricloud.PowerShell.Output;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>Takes an event that was piped: one of the module's, or one that came out of a job or a file of objects.</summary>
internal static class EventInput
{
    /// <exception cref="RicloudCommandException">It is no event.</exception>
    public static OutgoingEvent Read(object? source)
    {
        object? value = NamedValues.Unwrap(source);
        if (value is RicloudEvent occurrence)
        {
            return OutgoingEvent.Of(occurrence);
        }

        ObjectView? view = source is null ? null : ObjectView.Of(source);
        bool isEvent = view is not null
            && (view.ModuleType is "Ricloud.RicloudEvent" or "Ricloud.ReceivedEvent" || (view.ModuleType is null && view.Text("resource") == IdentityKind.Event.Resource));
        if (!isEvent || IdentityReader.ScalarText(view!["Id"]) is not { Length: > 0 } id)
        {
            throw new RicloudCommandException(RicloudError.NotAnEvent.ToRecord(ObjectView.Unwrap(source), view?.TypeName ?? value?.GetType().FullName ?? "$null"));
        }

        // A number stays one on its way through.
        object kept = NamedValues.Unwrap(view["Id"]) is string or Guid ? id : ApiId.Value(id)!;
        object? raw = NamedValues.Unwrap(view["RawBody"]);
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

using System.Globalization;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Events;

/// <summary>An event on its way to a receiver: its id and the very bytes that are posted.</summary>
internal sealed class OutgoingEvent
{
    private OutgoingEvent(object id, byte[] body)
    {
        Id = id;
        Body = body;
    }

    /// <summary>The event's id.</summary>
    public object Id { get; }

    /// <summary>The body, in UTF-8. Not to be changed.</summary>
    public byte[] Body { get; }

    /// <summary>Takes an event as it was read. One that was received goes with the body that it came with.</summary>
    /// <param name="occurrence">The event.</param>
    /// <returns>The event to post.</returns>
    public static OutgoingEvent Of(RicloudEvent occurrence) => new(
        occurrence.Id,
        occurrence is ReceivedEvent received ? System.Text.Encoding.UTF8.GetBytes(received.Body) : EventBody.Write(occurrence));

    /// <summary>Makes a new event with an id of its own, as the API would send it for the first time.</summary>
    /// <param name="type">The type of what it happened to.</param>
    /// <param name="action">What happened.</param>
    /// <param name="data">What it happened to, as plain values: text, numbers, lists, dictionaries.</param>
    /// <param name="moment">When it happened.</param>
    /// <returns>The event to post.</returns>
    /// <exception cref="ArgumentException">The data hold something that has no form in JSON.</exception>
    public static OutgoingEvent New(string type, string action, object? data, DateTimeOffset moment) => Of(new RicloudEvent
    {
        Id = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
        Type = type,
        Action = action,
        Data = data,
        State = RicloudEventState.Pending,
        Retries = 0,
        DateCreated = moment.LocalDateTime,
    });

    /// <summary>Takes an event as it is, whatever it has.</summary>
    /// <param name="id">Its id, which goes into the address.</param>
    /// <param name="body">Its attributes, plain values.</param>
    /// <returns>The event to post.</returns>
    public static OutgoingEvent OfBody(object id, IReadOnlyDictionary<string, object?> body) => new(id, System.Text.Encoding.UTF8.GetBytes(Json.JsonText.Write(body)));

    /// <summary>Shows the id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "OutgoingEvent " + ApiId.Text(Id);
}

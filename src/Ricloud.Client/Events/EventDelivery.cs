using Ricloud.Values;

namespace Ricloud;

/// <summary>What became of an event that was posted to a receiver.</summary>
public sealed class EventDelivery : RicloudObject
{
    /// <summary>Makes one that nothing is known of yet.</summary>
    public EventDelivery()
    {
    }

    internal EventDelivery(EventDelivery delivery, string answer)
    {
        EventId = delivery.EventId;
        Url = delivery.Url;
        StatusCode = delivery.StatusCode;
        Answer = answer;
        Duration = delivery.Duration;
    }

    /// <summary>The event's id.</summary>
    public object EventId { get; init; } = string.Empty;

    /// <summary>Where it was posted: the receiver's address with the event's id at the end of its path.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The HTTP status that the receiver answered.</summary>
    public int StatusCode { get; init; }

    /// <summary>Whether the receiver took it: any 2xx (API contract: assumed).</summary>
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    /// <summary>What the receiver said to it, at most 200 characters of it, on one line.</summary>
    public string Answer { get; init; } = string.Empty;

    /// <summary>From the first byte sent to the whole answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What to throw when the receiver didn't take it.</summary>
    internal RicloudException Refusal() => new(
        RicloudErrorKind.DeliveryRefused,
        $"The receiver at {Url} didn't take the event: it answered {StatusCode} and {(Answer.Length > 0 ? "'" + Answer + "'" : "said nothing")}.")
    {
        StatusCode = StatusCode,
        Url = Url,
    };

    /// <summary>Shows the status and where.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"{StatusCode} {Url}");
}

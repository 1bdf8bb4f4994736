namespace Ricloud.Receiving;

/// <summary>One request to a receiver, told when it is over. What is shown of it holds no secret and no body.</summary>
internal sealed class ReceiverRequest
{
    /// <summary>What became of it.</summary>
    public ReceiverOutcome Outcome { get; init; }

    /// <summary>The status answered; <see langword="null"/> when the sender had gone.</summary>
    public int? Status { get; init; }

    /// <summary>Why it wasn't taken; empty when it was.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The method; <see langword="null"/> when the request line never came or couldn't be read.</summary>
    public string? Method { get; set; }

    /// <summary>The target as it came, printable ASCII; <see langword="null"/> like <see cref="Method"/>.</summary>
    public string? Target { get; set; }

    /// <summary>The event's id, from the body; <see langword="null"/> before the signature was found valid.</summary>
    public string? EventId { get; init; }

    /// <summary>What was found of its signature; <see langword="null"/> before that was looked at.</summary>
    public string? Verdict { get; init; }

    /// <summary>Type and action, e.g. <c>task.succeeded</c>; <see langword="null"/> like <see cref="EventId"/>.</summary>
    public string? EventName { get; init; }

    /// <summary>The sender's address and port.</summary>
    public string Sender { get; set; } = string.Empty;

    /// <summary>The request itself, as far as it came whole; <see langword="null"/> otherwise.</summary>
    public Delivery? Delivery { get; set; }

    /// <summary>From the end of the request's headers to the decision.</summary>
    public TimeSpan Duration { get; set; }
}

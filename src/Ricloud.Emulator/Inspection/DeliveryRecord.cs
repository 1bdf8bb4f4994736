namespace Ricloud.Emulator.Inspection;

/// <summary>One request to a receiver, whole: a delivery that was tried, or what came to one of the emulator's own receivers.</summary>
internal sealed record DeliveryRecord
{
    /// <summary>The <see cref="Kind"/> of a delivery of the emulator's.</summary>
    public const string Sent = "delivery";

    /// <summary>The <see cref="Kind"/> of what came to a receiver of the emulator's.</summary>
    public const string Received = "received";

    public required string Kind { get; init; }

    /// <summary>When it began; microseconds since 1970.</summary>
    public required long At { get; init; }

    public required string Url { get; init; }

    /// <summary>The id of the webhook config that it is for; null where nobody knows one.</summary>
    public long? Config { get; init; }

    public string? Event { get; init; }

    /// <summary>Type and action of the event; null where nobody knows them.</summary>
    public string? Name { get; init; }

    /// <summary>Which try it was, from 1 on.</summary>
    public int Try { get; init; } = 1;

    /// <summary>The number of the delivery that it repeats; null for none.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>The signature header; null without one.</summary>
    public string? Signature { get; init; }

    /// <summary>What the signature is worth, as the emulator's receivers say it.</summary>
    public required string Verdict { get; init; }

    /// <summary>The id of the webhook config whose secret made it; null where it is none's.</summary>
    public long? SecretOf { get; init; }

    /// <summary>Names and values, one of each a line.</summary>
    public string Headers { get; init; } = "";

    public byte[] Body { get; init; } = [];

    /// <summary>How long the body was, of which not all need be kept.</summary>
    public int BodyLength { get; init; }

    /// <summary><c>accepted</c>, <c>refused</c> by its answer, or <c>failed</c> to get one.</summary>
    public required string Outcome { get; init; }

    /// <summary>The code that says why not; null for accepted.</summary>
    public string? Error { get; init; }

    public int? Status { get; init; }

    public string AnswerHeaders { get; init; } = "";

    public byte[] Answer { get; init; } = [];

    public TimeSpan Duration { get; init; }

    /// <summary>About how many bytes it takes to keep.</summary>
    public long Size => 500 + Url.Length * 2 + Headers.Length * 2 + Body.Length + AnswerHeaders.Length * 2 + Answer.Length;
}
